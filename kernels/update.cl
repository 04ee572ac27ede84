// Changes of the parameters w by a gradient g, value by value.
// A value that would not be finite is left as it was.
#include "halt.h"

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
