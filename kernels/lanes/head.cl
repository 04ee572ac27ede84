// The first layers of a network, for CPUs, where those behind them go layer by layer. Each block has room of its own,
// where its values stay until derivatives come back.
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

kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void lanes_head_forward(global const float *restrict inputs, int samples, global const float *restrict w,
                        global const float *restrict centers, global const int *restrict order, int position,
                        int draw, ulong key, global float *room, global float *restrict output) {
  const int blocks = (samples + LANES - 1) / LANES;
  for (int block = get_global_id(0); block < blocks; block += get_global_size(0)) {
    global lanes *v = (global lanes *)room + block * ROOM;
    const int first = block * LANES;
    to_lanes(INPUT_UNITS, inputs, first, samples, v);
    network_forward(w, centers, drawing_for(draw, key, order, position, first, samples), v);
    from_lanes(OUTPUTS, v + OUTPUT, first, samples, output);
  }
}

// From the derivatives by the last weighted sums to the gradient, as a sum for each of some groups of blocks.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void lanes_head_backward(global const float *restrict derivative, int samples, global const float *restrict w,
                         global const float *restrict centers, global const int *restrict order, int position,
                         int draw, ulong key, global float *room, int groups, global float *partial) {
  const int blocks = (samples + LANES - 1) / LANES;
  for (int group = get_global_id(0); group < groups; group += get_global_size(0)) {
    const int from = group * blocks / groups;
    const int to = (group + 1) * blocks / groups;
    for (int block = from; block < to; block++) {
      global lanes *v = (global lanes *)room + block * ROOM;
      const int first = block * LANES;
      const int count = min(LANES, samples - first);
      to_lanes(OUTPUTS, derivative, first, samples, v + OUTPUT);
      for (int k = 0; k < OUTPUTS; k++) {
        v[OUTPUT + k] = LOAD(0, LANE_NUMBERS) < count ? v[OUTPUT + k] : (lanes)(0.0f);
      }
      network_backward(w, centers, drawing_for(draw, key, order, position, first, samples), count, v,
                       partial + (ulong)group * PARAMETERS, block > from);
    }
  }
}
