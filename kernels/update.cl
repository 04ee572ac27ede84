// Changes of the parameters w by a gradient g, value by value.
// A value that would not be finite is left as it was.
#include "halt.h"

#ifndef GROUP
#define GROUP 64
#endif

// w <- w - rate g
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void update_gradient_descent(global float *restrict w, global const float *restrict g, int count,
                             global int *halt, int turn, float rate) {
  const int i = get_global_id(0);
  if (i < count && !halted(halt, turn)) {
    const float value = w[i] - rate * g[i];
    if (finite_or_halt(value, halt, turn)) {
      w[i] = value;
    }
  }
}

// v <- momentum v + g, w <- w - rate v
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void update_momentum(global float *restrict w, global const float *restrict g, int count, global int *halt, int turn,
                     float rate, float momentum, global float *restrict v) {
  const int i = get_global_id(0);
  if (i < count && !halted(halt, turn)) {
    const float velocity = momentum * v[i] + g[i];
    const float value = w[i] - rate * velocity;
    if (finite_or_halt(value, halt, turn)) {
      v[i] = velocity;
      w[i] = value;
    }
  }
}

// w <- w - eta / (mu + h) g
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void update_levenberg_marquardt(global float *restrict w, global const float *restrict g, int count,
                                global int *halt, int turn, float eta, float mu,
                                global const float *restrict h) {
  const int i = get_global_id(0);
  if (i < count && !halted(halt, turn)) {
    const float value = w[i] - eta / (mu + h[i]) * g[i];
    if (finite_or_halt(value, halt, turn)) {
      w[i] = value;
    }
  }
}
