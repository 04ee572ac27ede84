// What is done to every value by itself, and radial basis functions, of one sample.
typedef lanes real;
#include "../functions.h"

INLINE void pointwise_forward(const int units, const int kind, const float alpha, const int function,
                              global const float *x, global float *y) {
  for (int k = 0; k < units; k += LANES) {
    put(units - k, activation(function, pointwise(kind, alpha, LOAD(0, x + k))), y + k);
  }
}

INLINE void pointwise_backward(const int units, const int kind, const float alpha, const int function,
                               global const float *d, global float *x) {
  for (int k = 0; k < units; k += LANES) {
    const lanes v = LOAD(0, x + k);
    put(units - k, through(function, v, pointwise_slope(kind, alpha, v) * LOAD(0, d + k)), x + k);
  }
}

INLINE ulong_lanes numbers_from(int k) {
  ulong v[LANES];
  UNROLL for (int n = 0; n < LANES; n++) { v[n] = k + n; }
  return LOAD(0, v);
}

INLINE void dropout_forward(const int units, const int layer, const int threshold, const float factor,
                            const int function, drawing draws, global const float *x, global float *y) {
  const ulong_lanes states = states_of(draws, layer);
  for (int k = 0; k < units; k += LANES) {
    const lanes v = LOAD(0, x + k);
    const lanes kept = draws.on ? dropped(states, numbers_from(k), threshold, factor, v) : v;
    put(units - k, activation(function, kept), y + k);
  }
}

INLINE void dropout_backward(const int units, const int layer, const int threshold, const float factor,
                             const int function, drawing draws, global const float *d, global float *x) {
  const ulong_lanes states = states_of(draws, layer);
  for (int k = 0; k < units; k += LANES) {
    const lanes v = LOAD(0, d + k);
    const lanes kept = draws.on ? dropped(states, numbers_from(k), threshold, factor, v) : v;
    put(units - k, through(function, LOAD(0, x + k), kept), x + k);
  }
}

INLINE void radial_basis_forward(const int units, const int classes, const int tile, global const float *centers,
                                 global const float *x, global float *y) {
  for (int i = 0; i < classes; i++) {
    lanes a = 0.0f;
    UNROLL for (int k = 0; k < units; k += LANES) {
      const lanes distance = take(units - k, x + k) - take_exactly(units - k, centers + i * units + k);
      a += distance * distance;
    }
    y[i] = sum(a);
  }
}

INLINE void radial_basis_backward(const int units, const int classes, const int function,
                                  global const float *centers, global const float *d, global float *x) {
  UNROLL for (int k = 0; k < units; k += LANES) {
    const lanes v = LOAD(0, x + k);
    lanes a = 0.0f;
    for (int i = 0; i < classes; i++) {
      a += d[i] * 2.0f * (v - take_exactly(units - k, centers + i * units + k));
    }
    put(units - k, through(function, v, a), x + k);
  }
}
