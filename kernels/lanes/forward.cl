// A whole network's outputs, for CPUs.
#include "lanes.h"
typedef lanes unit;
#include "points.h"
#include "tables.h"
#include "convolution.h"
#include "full.h"
#include "extents.h"
#include "windows.h"
#include "draws.h"
#include "dropout.h"
#include "pointwise.h"
#include "radial_basis.h"
#include "output.h"
#include "network.h"
#include "block.h"

// Nothing is drawn. Below a softmax its inputs are given too.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void lanes_outputs(global const float *restrict inputs, int samples, global const float *restrict w,
                   global const float *restrict centers, global float *room, global float *restrict below,
                   global float *restrict output) {
  global lanes *v = (global lanes *)room + get_global_id(0) * ROOM;
  const drawing none = {false, 0, (ulong_lanes)(0)};
  for (int first = get_global_id(0) * LANES; first < samples; first += get_global_size(0) * LANES) {
    to_lanes(INPUT_UNITS, inputs, first, samples, v);
    network_forward(w, centers, none, v);
    if (OF_SOFTMAX) {
      from_lanes(OUTPUTS, v + OUTPUT, first, samples, below);
      softmax(OUTPUTS, v + OUTPUT);
    }
    from_lanes(OUTPUTS, v + OUTPUT, first, samples, output);
  }
}
