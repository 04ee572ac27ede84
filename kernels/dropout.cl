// Dropout: while drawing, each value is multiplied by a factor, or 0 where its draw is below the threshold; otherwise
// nothing changes. Arrays are in the order sample, value.
#include "propagation.h"
#include "random.h"

#ifndef GROUP
#define GROUP 64
#endif
#ifndef UNITS
#define UNITS 84
#endif

// By what a value is multiplied; the states are those from which the draws of each sample follow.
static float factor_of(int i, int drawing, global const ulong *restrict states, int threshold, float factor) {
  if (!drawing) {
    return 1.0f;
  }
  const int sample = i / UNITS;
  return random_first24(states[sample], i - sample * UNITS) < threshold ? 0.0f : factor;
}

kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void dropout_forward(global const float *restrict input, int drawing, global const ulong *restrict states,
                     int threshold, float factor, int count, global float *restrict output) {
  const int i = get_global_id(0);
  if (i < count) {
    const float by = factor_of(i, drawing, states, threshold, factor);
    const float a = by == 0.0f ? 0.0f : by * input[i];
    output[i] = LAYER_OUTPUT(a);
  }
}

kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void dropout_backward_inputs(global const float *restrict derivative, global const float *restrict input, int drawing,
                             global const ulong *restrict states, int threshold, float factor, int count,
                             global float *restrict in_derivative) {
  const int i = get_global_id(0);
  if (i < count) {
    const float by = propagation(factor_of(i, drawing, states, threshold, factor));
    in_derivative[i] = input_derivative(input[i], by == 0.0f ? 0.0f : by * derivative[i]);
  }
}
