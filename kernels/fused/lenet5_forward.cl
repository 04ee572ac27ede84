// LeNet-5 forward: a work-group takes one sample from the input to the penalties (inference and evaluation).
#include "../propagation.h"
#include "lenet5.h"
#include "input.h"
#include "forward.h"

kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void lenet5_forward(global const float *restrict input, global const float *restrict parameters,
                    global const float *restrict centers, global float *restrict output) {
  local float m[FORWARD_FLOATS] __attribute__((aligned(16)));
  const int lane = get_local_id(0);
  const int sample = get_group_id(0);
  load_parameters(parameters, m, lane);
  const sample_input from = {input + sample * INPUT_SIDE * INPUT_SIDE, false, 0, 0, 0, 0, 0};
  load_input(from, m, lane);
  forward(parameters, centers, m, false, lane);
  if (lane < RBF_UNITS) {
    output[sample * RBF_UNITS + lane] = m[PENALTY_AT + lane];
  }
}
