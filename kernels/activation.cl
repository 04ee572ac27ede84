// An activation where it stands alone, value by value. One that follows another layer is computed by that layer's
// kernels.
#include "propagation.h"

#ifndef GROUP
#define GROUP 64
#endif

kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void activation_forward(global const float *restrict input, int count, global float *restrict output) {
  const int i = get_global_id(0);
  if (i < count) {
    output[i] = LAYER_OUTPUT(input[i]);
  }
}

// From the derivative by the outputs to that by the weighted sums, which may go to the same place; input_derivative()
// carries it through an activation before this one.
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void activation_backward_inputs(global const float *derivative, global const float *restrict output,
                                global const float *restrict input, int count, global float *in_derivative) {
  const int i = get_global_id(0);
  if (i < count) {
    const float d = propagation(activation_slope(ACTIVATION_OUTPUT, output[i])) * derivative[i];
    in_derivative[i] = input_derivative(input[i], d);
  }
}
