// The first part of a step of training LeNet-5: each sample's derivatives. Samples are order[position],
// order[position + 1], ...; their losses and marks go to the same places.
#include "../halt.h"
#include "../propagation.h"
#include "lenet5.h"
#include "forward.h"
#include "backward.h"

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
  const int at = position + sample;
  load_parameters(parameters, m, lane);
  const bool failed =
      forth_and_back(input + sample * INPUT_SIDE * INPUT_SIDE, parameters, centers, labels[order[at]], posterior, j,
                     scale, weight, halted(halt, turn), m, traces + sample * TRACE_FLOATS, losses + at, marks + at, lane);
  halt_if(failed && lane == 0, halt, turn);
}
