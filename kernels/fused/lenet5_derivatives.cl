// The first part of a step of training LeNet-5: each sample's derivatives. Samples are order[position],
// order[position + 1], ...; their losses and marks go to the same places.
#include "halt.h"
#include "propagation.h"
#include "fused/lenet5.h"
#include "fused/forward.h"
#include "fused/backward.h"

// A work-group takes one sample forward and back.
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void lenet5_derivatives(global const float *restrict input, global const float *restrict parameters,
                        global const float *restrict centers, global const int *restrict labels,
                        global const int *restrict order, int position, int posterior, float j, float scale,
                        float weight, global float *restrict traces, global float *restrict losses,
                        global uchar *restrict marks, global int *halt, int turn) {
  local float m[BACKWARD_FLOATS] __attribute__((aligned(16)));
  const int lane = get_local_id(0);
  const int sample = get_group_id(0);
  const int label = labels[order[position + sample]];
  global const float *own_input = input + sample * INPUT_SIDE * INPUT_SIDE;
  global float *trace = traces + sample * TRACE_FLOATS;

  load_parameters(parameters, m, lane);
  load_input(own_input, m, lane);
  forward(parameters, centers, m, true, lane);
  const float loss = loss_and_seeds(m, label, posterior, j, scale, weight, lane);
  const bool failed = halted(halt, turn) || !isfinite(loss);
  if (lane == 0) {
    losses[position + sample] = loss;
    marks[position + sample] = (misread(m, label) ? 1 : 0) | (failed ? 2 : 0);
  }
  trace_units(m, trace, lane);
  to_f6(centers, m, trace, lane);
  c5_sums(parameters, m, lane);
  to_c5(m, trace, lane);
  s4_sums(parameters, m, lane);
  backward_below_c5(own_input, m, trace, lane);
  halt_if(failed && lane == 0, halt, turn);
}
