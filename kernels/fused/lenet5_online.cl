// Training LeNet-5 with an update for each sample: one work-group takes many samples, one after the other, in one
// launch. Samples are order[position], order[position + 1], ...; their losses and marks go to the same places.
#include "../halt.h"
#include "../propagation.h"
#include "lenet5.h"
#include "input.h"
#include "forward.h"
#include "backward.h"
#include "change.h"

// Changes all parameters by a sample's gradient, in local memory too. The trace and the parameters are written and read
// by different lanes, hence the barriers.
static void update(global const float *trace, global float *w, global float *g, bool changing, int rule, float rate,
                   float second, global float *state, local float *m, local int *stopped, int lane) {
  barrier(CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE);
  bool finite = true;
  for (int index = lane; index < TILES; index += GROUP) {
    const tile t = tile_at(index);
    float4 sum[4] = {0, 0, 0, 0};
    add_gradient(trace, t, sum);
#pragma unroll
    for (int row = 0; row < 4; row++) {
      const int quad = t.first + row * t.stride;
      if (row < t.rows) {
        ((global float4 *)g)[quad] = sum[row];
        if (changing) {
          finite = change(w, quad, sum[row], rule, rate, second, state) && finite;
        }
      }
    }
    if (index < TILES_BELOW_C5) {
      ((local float4 *)(m + PARAMETERS_AT))[index] = ((global float4 *)w)[index];
    }
  }
  if (!finite) {
    atomic_or(stopped, 1);
  }
  barrier(CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE);
}

kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void lenet5_online(global const float *restrict input, int grey, global const uchar *restrict images,
                   global const float *restrict levels, int height, int width, float background, global float *w,
                   global const float *restrict centers, global const int *restrict labels,
                   global const int *restrict order, int position, int posterior, float j, float scale, float weight,
                   global float *restrict losses, global uchar *restrict marks, global int *halt, int turn,
                   global float *trace, int samples, global float *g, int rule, float rate, float second,
                   global float *state) {
  local float m[BACKWARD_FLOATS] __attribute__((aligned(16)));
  local int stopped;
  const int lane = get_local_id(0);
  const sample_task task = {input, grey, images, levels, height, width, background, w, centers,
                            labels, order, position, posterior, j, scale, weight, losses, marks};
  if (lane == 0) {
    stopped = halted(halt, turn);
  }
  load_parameters(w, m, lane);
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int sample = 0; sample < samples; sample++) {
    const bool failed = forth_and_back(task, sample, stopped, m, trace, lane);
    if (failed && lane == 0) {
      stopped = 1;
    }
    update(trace, w, g, !failed, rule, rate, second, state, m, &stopped, lane);
  }
  halt_if(stopped && lane == 0, halt, turn);
}
