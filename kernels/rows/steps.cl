// Training a whole network on some samples, one after the other, with an update for each few of them, for CPUs: what the
// launches of an update cost, and lanes without samples, would be more than the work.
#include "../halt.h"
#include "network.h"
#include "../lanes/losses.h"
#include "change.h"

// Samples are order[position], order[position + 1], ...; their losses and marks go to the same places. The gradient of
// the last batch is left.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void rows_steps(global const float *restrict inputs, int samples, int batch, global float *w,
                global const float *restrict centers, global const int *restrict labels,
                global const int *restrict order, int position, int draw, ulong key, int kind, float loss_constant,
                float scale, global float *room, global float *g, global float *restrict loss,
                global uchar *restrict marks, global int *halt, int turn, int rule_kind, float rate, float second,
                global float *state, global float *rates) {
  const update_rule rule = {rule_kind, rate, second, state, rates};
  bool failed = halted(halt, turn);
  find_rates(rule);
  for (int first = 0; first < samples; first += batch) {
    const int end = min(samples, first + batch);
    const bool before = failed;
    for (int s = first; s < end; s++) {
      const int index = order[position + s];
      const drawing draws = {draw != 0, key, (ulong_lanes)((ulong)index)};
      copy_values(INPUT_UNITS, inputs + s * INPUT_UNITS, room);
      network_forward(w, centers, draws, room);
      marked own = {(int_lanes)(labels[index]), (lanes)(1.0f / (end - first)), 0};
      global lanes *y = outputs_in_lanes(room);
      const float loss_of = first_lane(losses(kind, loss_constant, scale, &own, y));
      for (int k = 0; k < OUTPUTS; k++) {
        room[OUTPUT + k] = first_lane(y[k]);
      }
      failed = failed || !isfinite(loss_of);
      loss[position + s] = loss_of;
      marks[position + s] = (any(own.misread) ? 1 : 0) | (before || !isfinite(loss_of) ? 2 : 0);
      network_backward(w, centers, draws, 1, room, g, s > first);
    }
    if (!failed) {
      failed = change(rule, w, g);
    }
  }
  halt_if(failed, halt, turn);
}
