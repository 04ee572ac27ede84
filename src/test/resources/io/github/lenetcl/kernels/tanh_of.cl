// The tangents of values, a vector for each work-item.
#include "lanes/lanes.h"

kernel void tanh_of_values(global float *values) {
  const int i = get_global_id(0);
  STORE(tanh_of(LOAD(i, values)), i, values);
}
