// Changes of the parameters w by a gradient g, value by value, and of the gradient before.
// A value that would not be finite is left as it was.
#include "halt.h"
#include "propagation.h"

#ifndef GROUP
#define GROUP 256
#endif

// w <- w - rate g
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void update_gradient_descent(global float *restrict w, global const float *restrict g, int count,
                             global int *halt, int turn, float rate) {
  const int i = get_global_id(0);
  bool failed = halted(halt, turn);
  if (i < count) {
    const float value = w[i] - rate * g[i];
    failed = failed || !isfinite(value);
    w[i] = failed ? w[i] : value;
  }
  halt_if(failed, halt, turn);
}

// v <- momentum v + g, w <- w - rate v
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void update_momentum(global float *restrict w, global const float *restrict g, int count, global int *halt, int turn,
                     float rate, float momentum, global float *restrict v) {
  const int i = get_global_id(0);
  bool failed = halted(halt, turn);
  if (i < count) {
    const float velocity = momentum * v[i] + g[i];
    const float value = w[i] - rate * velocity;
    failed = failed || !isfinite(value);
    v[i] = failed ? v[i] : velocity;
    w[i] = failed ? w[i] : value;
  }
  halt_if(failed, halt, turn);
}

// w <- w - eta / (mu + h) g
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void update_levenberg_marquardt(global float *restrict w, global const float *restrict g, int count,
                                global int *halt, int turn, float eta, float mu,
                                global const float *restrict h) {
  const int i = get_global_id(0);
  bool failed = halted(halt, turn);
  if (i < count) {
    const float value = w[i] - eta / (mu + h[i]) * g[i];
    failed = failed || !isfinite(value);
    w[i] = failed ? w[i] : value;
  }
  halt_if(failed, halt, turn);
}

// v <- momentum v + g, w <- w - rate (momentum v + g): Nesterov's momentum.
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void update_nesterov(global float *restrict w, global const float *restrict g, int count, global int *halt, int turn,
                     float rate, float momentum, global float *restrict v) {
  const int i = get_global_id(0);
  bool failed = halted(halt, turn);
  if (i < count) {
    const float velocity = momentum * v[i] + g[i];
    const float ahead = momentum * velocity + g[i];
    const float value = w[i] - rate * ahead;
    failed = failed || !isfinite(value);
    v[i] = failed ? v[i] : velocity;
    w[i] = failed ? w[i] : value;
  }
  halt_if(failed, halt, turn);
}

// m <- b1 m + (1 - b1) g, v <- b2 v + (1 - b2) g^2, w <- w - step m / (sqrt(growth v) + epsilon): Adam, with
// step = rate / (1 - b1^t) and growth = 1 / (1 - b2^t) in the t-th update.
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void update_adam(global float *restrict w, global const float *restrict g, int count, global int *halt, int turn,
                 float step, float growth, float beta1, float beta2, float epsilon, global float *restrict m,
                 global float *restrict v) {
  const int i = get_global_id(0);
  bool failed = halted(halt, turn);
  if (i < count) {
    const float mean = beta1 * m[i] + (1.0f - beta1) * g[i];
    const float square = beta2 * v[i] + (1.0f - beta2) * g[i] * g[i];
    const float value = w[i] - step * mean / (sqrt(square * growth) + epsilon);
    failed = failed || !isfinite(value) || !isfinite(square);
    m[i] = failed ? m[i] : mean;
    v[i] = failed ? v[i] : square;
    w[i] = failed ? w[i] : value;
  }
  halt_if(failed, halt, turn);
}

// g <- g + beta dH/dw where there are weights: H is the sum of |w| (l1) or of w^2.
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void update_penalty(global const float *restrict w, global float *restrict g, int count,
                    global const int *restrict weights, int l1, float beta) {
  const int i = get_global_id(0);
  if (i < count && weights[i]) {
    g[i] += beta * (l1 ? sign(w[i]) : 2.0f * w[i]);
  }
}

// w <- factor w where there are weights: decoupled weight decay.
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void update_decay(global float *restrict w, global const float *restrict g, int count, global int *halt, int turn,
                  global const int *restrict weights, float factor) {
  const int i = get_global_id(0);
  const bool failed = halted(halt, turn);
  if (i < count && weights[i]) {
    w[i] = failed ? w[i] : factor * w[i];
  }
  halt_if(failed, halt, turn);
}

// The sum of (g / norm)^2, group by group: each work-item takes every so many, and the items of a group are added up
// pairwise.
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void update_squares(global const float *restrict g, int count, float norm, global float *restrict squares) {
  local float sums[GROUP];
  const int lane = get_local_id(0);
  float sum = 0;
  for (int i = get_global_id(0); i < count; i += get_global_size(0)) {
    const float part = g[i] / norm;
    sum += part * part;
  }
  sums[lane] = sum;
  add_lanes(sums, 1, lane, GROUP);
  if (lane == 0) {
    squares[get_group_id(0)] = sums[0];
  }
}

// Makes g as long as norm, if it is longer.
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void update_clip(global float *restrict g, int count, global const float *restrict squares, int groups) {
  const int i = get_global_id(0);
  if (i < count) {
    float sum = 0;
    for (int group = 0; group < groups; group++) {
      sum += squares[group];
    }
    g[i] *= sum > 1.0f ? 1.0f / sqrt(sum) : 1.0f;
  }
}
