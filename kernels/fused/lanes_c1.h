// C1 and S2: two rows of C1 make one of S2.

// A tile is seven columns of two maps: fourteen sums, and eleven inputs for each row of the kernel.
#define C1_TILE 7
#define C1_REACH (C1_TILE + KERNEL - 1)

INLINE void c1_forward(global const lanes *x, global const float *w, global lanes *y) {
  for (int r = 0; r < C1_SIDE; r++) {
    for (int m = 0; m < C1_MAPS; m += 2) {
      for (int c = 0; c < C1_SIDE; c += C1_TILE) {
        lanes a[C1_TILE];
        lanes b[C1_TILE];
        UNROLL for (int k = 0; k < C1_TILE; k++) {
          a[k] = w[C1_BIASES + m];
          b[k] = w[C1_BIASES + m + 1];
        }
        for (int p = 0; p < KERNEL; p++) {
          lanes v[C1_REACH];
          UNROLL for (int k = 0; k < C1_REACH; k++) { v[k] = x[(r + p) * INPUT_SIDE + c + k]; }
          global const float *u = w + C1_WEIGHTS + m * WINDOW + p * KERNEL;
          UNROLL for (int q = 0; q < KERNEL; q++) {
            UNROLL for (int k = 0; k < C1_TILE; k++) {
              a[k] += u[q] * v[k + q];
              b[k] += u[WINDOW + q] * v[k + q];
            }
          }
        }
        UNROLL for (int k = 0; k < C1_TILE; k++) {
          y[(m * C1_SIDE + r) * C1_SIDE + c + k] = squash(a[k]);
          y[((m + 1) * C1_SIDE + r) * C1_SIDE + c + k] = squash(b[k]);
        }
      }
    }
  }
}

// A row of S2's derivatives d by its weighted sums, through S2 to its parameters and to the two rows of C1's weighted
// sums, whose derivatives take the place of C1's values.
INLINE void s2_row_backward(global const lanes *d, float coefficient, global lanes *c1, lanes *coefficient_sum,
                            lanes *s2_bias_sum, lanes *c1_bias_sum) {
  for (int c = 0; c < S2_SIDE; c++) {
    global lanes *upper = c1 + 2 * c;
    global lanes *lower = upper + C1_SIDE;
    const lanes u0 = upper[0];
    const lanes u1 = upper[1];
    const lanes l0 = lower[0];
    const lanes l1 = lower[1];
    *coefficient_sum += d[c] * ((u0 + u1) + (l0 + l1));
    *s2_bias_sum += d[c];
    const lanes e = coefficient * d[c];
    upper[0] = squash_slope(u0) * e;
    upper[1] = squash_slope(u1) * e;
    lower[0] = squash_slope(l0) * e;
    lower[1] = squash_slope(l1) * e;
    *c1_bias_sum += (upper[0] + upper[1]) + (lower[0] + lower[1]);
  }
}

// A row of C1's derivatives to its weights, three maps at a time: the sums of a kernel's row for each are fifteen.
INLINE void c1_row_to_weights(global const lanes *x, global const lanes *d, lanes *sums) {
  for (int m = 0; m < C1_MAPS; m += 3) {
    for (int p = 0; p < KERNEL; p++) {
      lanes a[3][KERNEL];
      lanes *row = sums + m * WINDOW + p * KERNEL;
      UNROLL for (int n = 0; n < 3; n++) {
        UNROLL for (int q = 0; q < KERNEL; q++) { a[n][q] = row[n * WINDOW + q]; }
      }
      for (int c = 0; c < C1_SIDE; c += C1_TILE) {
        lanes v[C1_REACH];
        UNROLL for (int k = 0; k < C1_REACH; k++) { v[k] = x[p * INPUT_SIDE + c + k]; }
        UNROLL for (int k = 0; k < C1_TILE; k++) {
          UNROLL for (int n = 0; n < 3; n++) {
            const lanes e = d[(m + n) * C1_SIDE * C1_SIDE + c + k];
            UNROLL for (int q = 0; q < KERNEL; q++) { a[n][q] += e * v[k + q]; }
          }
        }
      }
      UNROLL for (int n = 0; n < 3; n++) {
        UNROLL for (int q = 0; q < KERNEL; q++) { row[n * WINDOW + q] = a[n][q]; }
      }
    }
  }
}

// From S2's derivatives d by its weighted sums to the gradient g of S2 and C1, row by row so that all stays near. C1's
// values give way to its derivatives.
INLINE void s2_c1_backward(global const lanes *x, global lanes *c1, global const lanes *d,
                           global const float *w, global float *g, bool add) {
  lanes weights[C1_MAPS * WINDOW];
  lanes coefficients[C1_MAPS];
  lanes s2_biases[C1_MAPS];
  lanes c1_biases[C1_MAPS];
  for (int k = 0; k < C1_MAPS * WINDOW; k++) {
    weights[k] = 0.0f;
  }
  for (int m = 0; m < C1_MAPS; m++) {
    coefficients[m] = s2_biases[m] = c1_biases[m] = 0.0f;
  }
  for (int r = 0; r < S2_SIDE; r++) {
    for (int m = 0; m < C1_MAPS; m++) {
      s2_row_backward(d + (m * S2_SIDE + r) * S2_SIDE, w[S2_COEFFICIENTS + m], c1 + (m * C1_SIDE + 2 * r) * C1_SIDE,
                      coefficients + m, s2_biases + m, c1_biases + m);
    }
    for (int row = 2 * r; row < 2 * r + 2; row++) {
      c1_row_to_weights(x + row * INPUT_SIDE, c1 + row * C1_SIDE, weights);
    }
  }
  for (int k = 0; k < C1_MAPS * WINDOW; k++) {
    add_sum(g + C1_WEIGHTS + k, weights[k], add);
  }
  for (int m = 0; m < C1_MAPS; m++) {
    add_sum(g + C1_BIASES + m, c1_biases[m], add);
    add_sum(g + S2_COEFFICIENTS + m, coefficients[m], add);
    add_sum(g + S2_BIASES + m, s2_biases[m], add);
  }
}
