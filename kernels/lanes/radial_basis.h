// Radial basis functions in the lanes, as in radial_basis.cl.

// A tile is some classes.
INLINE void radial_basis_forward(const int units, const int classes, const int tile, global const float *centers,
                                 global const lanes *x, global lanes *y) {
  for (int first = 0; first < classes; first += tile) {
    const int i = min(first, classes - tile);
    lanes a[MOST_SUMS];
    UNROLL for (int n = 0; n < tile; n++) { a[n] = 0.0f; }
    for (int j = 0; j < units; j++) {
      UNROLL for (int n = 0; n < tile; n++) {
        const lanes distance = x[j] - centers[(i + n) * units + j];
        a[n] += distance * distance;
      }
    }
    UNROLL for (int n = 0; n < tile; n++) { y[i + n] = a[n]; }
  }
}

INLINE void radial_basis_backward(const int units, const int classes, const int function,
                                  global const float *centers, global const lanes *d, global lanes *x) {
  for (int j = 0; j < units; j++) {
    lanes sum = 0.0f;
    for (int i = 0; i < classes; i++) {
      sum += d[i] * 2.0f * (x[j] - centers[i * units + j]);
    }
    x[j] = through(function, x[j], sum);
  }
}
