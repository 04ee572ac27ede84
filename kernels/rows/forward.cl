// A whole network's outputs for some samples, one after the other, for CPUs.
#include "network.h"

// Nothing is drawn. Below a softmax its inputs are given too.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void rows_outputs(global const float *restrict inputs, int samples, global const float *restrict w,
                  global const float *restrict centers, global float *room, global float *restrict below,
                  global float *restrict output) {
  const drawing none = {false, 0, (ulong_lanes)(0)};
  for (int s = 0; s < samples; s++) {
    copy_values(INPUT_UNITS, inputs + s * INPUT_UNITS, room);
    network_forward(w, centers, none, room);
    if (OF_SOFTMAX) {
      copy_values(OUTPUTS, room + OUTPUT, below + s * OUTPUTS);
      global lanes *y = outputs_in_lanes(room);
      softmax(OUTPUTS, y);
      for (int k = 0; k < OUTPUTS; k++) {
        room[OUTPUT + k] = first_lane(y[k]);
      }
    }
    copy_values(OUTPUTS, room + OUTPUT, output + s * OUTPUTS);
  }
}
