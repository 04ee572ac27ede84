// C5, whose kernels cover S4, and F6: full connections, products of a matrix of weights with a block's vectors.

#define FORWARD_TILE 12
#define BACKWARD_TILE 20
#define OUTER_ROWS 4
#define OUTER_WIDTH 5

INLINE void full_forward(global const lanes *x, const int inputs, global const float *w,
                         global const float *biases, const int outputs, global lanes *y) {
  for (int o = 0; o < outputs; o += FORWARD_TILE) {
    lanes a[FORWARD_TILE];
    UNROLL for (int n = 0; n < FORWARD_TILE; n++) { a[n] = biases[o + n]; }
    for (int k = 0; k < inputs; k++) {
      UNROLL for (int n = 0; n < FORWARD_TILE; n++) { a[n] += w[(o + n) * inputs + k] * x[k]; }
    }
    UNROLL for (int n = 0; n < FORWARD_TILE; n++) { y[o + n] = squash(a[n]); }
  }
}

// From the derivatives d by the weighted sums to those by the weighted sums of the layer before, which take the place
// of its values x.
INLINE void full_backward_inputs(global const lanes *d, const int outputs, global const float *w,
                                 const int inputs, global lanes *x) {
  for (int k = 0; k < inputs; k += BACKWARD_TILE) {
    lanes a[BACKWARD_TILE];
    UNROLL for (int n = 0; n < BACKWARD_TILE; n++) { a[n] = 0.0f; }
    for (int o = 0; o < outputs; o++) {
      UNROLL for (int n = 0; n < BACKWARD_TILE; n++) { a[n] += w[o * inputs + k + n] * d[o]; }
    }
    UNROLL for (int n = 0; n < BACKWARD_TILE; n++) { x[k + n] = squash_slope(x[k + n]) * a[n]; }
  }
}

// Turns inputs into a row for each sample.
INLINE void to_rows(global const lanes *x, const int inputs, global float *rows) {
  for (int k = 0; k < inputs; k++) {
    float v[LANES];
    STORE(x[k], 0, v);
    UNROLL for (int s = 0; s < LANES; s++) { rows[s * inputs + k] = v[s]; }
  }
}

// From the derivatives d by the weighted sums to the gradient, a rank-one matrix for each sample: here the lanes are
// neighbouring weights. The tile is four rows of some vectors, of which the last may overlap the one before; both find
// the same sum there.
INLINE void full_backward_parameters(global const lanes *d, const int outputs, global const float *rows,
                                     const int inputs, const int width, global float *weights, global float *biases,
                                     bool add) {
  global const float *derivative = (global const float *)d;
  for (int k = 0; k < inputs; k += width * LANES) {
    for (int o = 0; o < outputs; o += OUTER_ROWS) {
      lanes a[OUTER_ROWS][OUTER_WIDTH];
      int at[OUTER_WIDTH];
      UNROLL for (int n = 0; n < width; n++) {
        at[n] = min(k + n * LANES, inputs - LANES);
        UNROLL for (int m = 0; m < OUTER_ROWS; m++) {
          a[m][n] = add ? LOAD(0, weights + (o + m) * inputs + at[n]) : (lanes)(0.0f);
        }
      }
      for (int s = 0; s < LANES; s++) {
        UNROLL for (int n = 0; n < width; n++) {
          const lanes v = LOAD(0, rows + s * inputs + at[n]);
          UNROLL for (int m = 0; m < OUTER_ROWS; m++) { a[m][n] += derivative[(o + m) * LANES + s] * v; }
        }
      }
      UNROLL for (int n = 0; n < width; n++) {
        UNROLL for (int m = 0; m < OUTER_ROWS; m++) { STORE(a[m][n], 0, weights + (o + m) * inputs + at[n]); }
      }
    }
  }
  for (int o = 0; o < outputs; o++) {
    add_sum(biases + o, d[o], add);
  }
}
