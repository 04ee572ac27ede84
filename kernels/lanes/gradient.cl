// A whole network's gradient, for CPUs.
#include "../halt.h"
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
#include "losses.h"
#include "block.h"

// Losses and marks of a batch, order[position], order[position + 1], ..., and its gradient as a sum for each of some
// groups of blocks, which do not depend on the number of work-items.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void lanes_gradient(global const float *restrict inputs, int samples, global const float *restrict w,
                    global const float *restrict centers, global const int *restrict labels,
                    global const int *restrict order, int position, int draw, ulong key, int kind, float loss_constant,
                    float scale, float weight, global float *room, int groups, global float *partial, global float *restrict loss,
                    global uchar *restrict marks, global int *halt, int turn) {
  global lanes *v = (global lanes *)room + get_global_id(0) * ROOM;
  const int blocks = (samples + LANES - 1) / LANES;
  const bool before = halted(halt, turn);
  bool failed = before;
  for (int group = get_global_id(0); group < groups; group += get_global_size(0)) {
    const int from = group * blocks / groups;
    const int to = (group + 1) * blocks / groups;
    for (int block = from; block < to; block++) {
      const int first = block * LANES;
      const int count = min(LANES, samples - first);
      int label[LANES];
      float share[LANES];
      for (int s = 0; s < LANES; s++) {
        const int index = order[position + min(first + s, samples - 1)];
        label[s] = labels[index];
        share[s] = s < count ? weight : 0.0f;
      }
      const drawing draws = drawing_for(draw, key, order, position, first, samples);
      marked own = {LOAD(0, label), LOAD(0, share), 0};

      to_lanes(INPUT_UNITS, inputs, first, samples, v);
      network_forward(w, centers, draws, v);
      float losses_of[LANES];
      int missed[LANES];
      STORE(losses(kind, loss_constant, scale, &own, v + OUTPUT), 0, losses_of);
      STORE(own.misread, 0, missed);
      for (int s = 0; s < count; s++) {
        failed = failed || !isfinite(losses_of[s]);
        loss[position + first + s] = losses_of[s];
        marks[position + first + s] = (missed[s] ? 1 : 0) | (before || !isfinite(losses_of[s]) ? 2 : 0);
      }
      network_backward(w, centers, draws, count, v, partial + (ulong)group * PARAMETERS, block > from);
    }
  }
  halt_if(failed, halt, turn);
}
