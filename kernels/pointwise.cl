// Functions of every value whose slope follows from the argument, or which have a constant alpha: they are no part of
// the layer before.
#include "propagation.h"

#define INLINE static inline
typedef float real;
#include "functions.h"

#ifndef POINTWISE
#define POINTWISE GELU
#endif
#ifndef GROUP
#define GROUP 64
#endif

kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void pointwise_forward(global const float *restrict input, float alpha, int count, global float *restrict output) {
  const int i = get_global_id(0);
  if (i < count) {
    const float y = pointwise(POINTWISE, alpha, input[i]);
    output[i] = LAYER_OUTPUT(y);
  }
}

kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void pointwise_backward_inputs(global const float *restrict derivative, global const float *restrict input, float alpha,
                               int count, global float *restrict in_derivative) {
  const int i = get_global_id(0);
  if (i < count) {
    const float d = propagation(pointwise_slope(POINTWISE, alpha, input[i])) * derivative[i];
    in_derivative[i] = input_derivative(input[i], d);
  }
}
