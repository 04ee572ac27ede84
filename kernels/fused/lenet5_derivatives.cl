// The first part of a step of training LeNet-5: each sample's derivatives. Samples are order[position],
// order[position + 1], ...; their losses and marks go to the same places.
#include "../halt.h"
#include "../propagation.h"
#include "lenet5.h"
#include "input.h"
#include "forward.h"
#include "backward.h"

// A work-group takes one sample forward and back.
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void lenet5_derivatives(global const float *restrict input, int grey, global const uchar *restrict images,
                        global const float *restrict levels, int height, int width, float background,
                        global const float *restrict w, global const float *restrict centers,
                        global const int *restrict labels, global const int *restrict order, int position,
                        int posterior, float j, float scale, float weight, global float *restrict losses,
                        global uchar *restrict marks, global int *halt, int turn, global float *restrict traces) {
  local float m[BACKWARD_FLOATS] __attribute__((aligned(16)));
  const int lane = get_local_id(0);
  const int sample = get_group_id(0);
  const sample_task task = {input, grey, images, levels, height, width, background, w, centers,
                            labels, order, position, posterior, j, scale, weight, losses, marks};
  load_parameters(w, m, lane);
  const bool failed = forth_and_back(task, sample, halted(halt, turn), m, traces + sample * TRACE_FLOATS, lane);
  halt_if(failed && lane == 0, halt, turn);
}
