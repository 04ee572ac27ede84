// The second part of a step of training LeNet-5: the gradients of all samples, from their traces, and the update.
#include "../halt.h"
#include "lenet5.h"
#include "change.h"

#ifndef SUM_LANES
#define SUM_COLUMNS 16
#define SUM_LANES 16
#endif

// A column of lanes adds up the gradient of a tile, each lane every SUM_LANES-th sample, in blocks of sixteen; then the
// first lanes add up a row of the tile each, lane by lane, and change its parameters.
kernel __attribute__((reqd_work_group_size(SUM_COLUMNS, SUM_LANES, 1)))
void lenet5_update(global float *w, global int *halt, int turn, global const float *restrict traces, int samples,
                   global float *g, int rule, float rate, float second, global float *state) {
  local float4 sums[4][SUM_LANES][SUM_COLUMNS];
  const int column = get_local_id(0);
  const int lane = get_local_id(1);
  const tile t = tile_at(min((int)get_global_id(0), TILES - 1));

  float4 sum[4] = {0, 0, 0, 0};
  for (int first = lane; first < samples; first += 16 * SUM_LANES) {
    float4 block[4] = {0, 0, 0, 0};
    for (int sample = first; sample < min(first + 16 * SUM_LANES, samples); sample += SUM_LANES) {
      add_gradient(traces + sample * TRACE_FLOATS, t, block);
    }
#pragma unroll
    for (int row = 0; row < 4; row++) {
      sum[row] += block[row];
    }
  }
#pragma unroll
  for (int row = 0; row < 4; row++) {
    sums[row][lane][column] = sum[row];
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  bool failed = halted(halt, turn);
  if (lane < t.rows && get_global_id(0) < TILES) {
    float4 all = 0;
    for (int k = 0; k < SUM_LANES; k++) {
      all += sums[lane][k][column];
    }
    const int quad = t.first + lane * t.stride;
    ((global float4 *)g)[quad] = all;
    failed = failed || !change(w, quad, all, rule, rate, second, state);
  }
  halt_if(failed, halt, turn);
}
