// Layers of a function of every value whose slope follows from its argument.
typedef lanes real;
#include "../functions.h"

INLINE void pointwise_forward(const int units, const int kind, const float alpha, const int function,
                              global const lanes *x, global lanes *y) {
  for (int k = 0; k < units; k++) {
    y[k] = activation(function, pointwise(kind, alpha, x[k]));
  }
}

INLINE void pointwise_backward(const int units, const int kind, const float alpha, const int function,
                               global const lanes *d, global lanes *x) {
  for (int k = 0; k < units; k++) {
    x[k] = through(function, x[k], pointwise_slope(kind, alpha, x[k]) * d[k]);
  }
}
