// S4, C3, and the subsampling of both S2 and S4.

// Units of a subsampling layer: windows of 2x2.
INLINE void subsampling_forward(global const lanes *x, int maps, const int side, global const float *coefficients,
                                global const float *biases, global lanes *y) {
  for (int m = 0; m < maps; m++) {
    for (int r = 0; r < side; r++) {
      global const lanes *upper = x + (m * side + r) * 4 * side;
      global const lanes *lower = upper + 2 * side;
      UNROLL for (int c = 0; c < side; c++) {
        const lanes sum = (upper[2 * c] + upper[2 * c + 1]) + (lower[2 * c] + lower[2 * c + 1]);
        y[(m * side + r) * side + c] = squash(coefficients[m] * sum + biases[m]);
      }
    }
  }
}

// A row of a C3 map is ten sums; a row of an S2 map stays in registers for a row of the kernel.
INLINE void c3_forward(global const lanes *x, global const float *w, global lanes *y) {
  for (int r = 0; r < C3_SIDE; r++) {
    for (int m = 0; m < C3_MAPS; m++) {
      lanes a[C3_SIDE];
      UNROLL for (int k = 0; k < C3_SIDE; k++) { a[k] = w[C3_BIASES + m]; }
      for (int pair = FIRST_PAIR[m]; pair < FIRST_PAIR[m + 1]; pair++) {
        for (int p = 0; p < KERNEL; p++) {
          lanes v[S2_SIDE];
          UNROLL for (int k = 0; k < S2_SIDE; k++) { v[k] = x[(PAIR_S2[pair] * S2_SIDE + r + p) * S2_SIDE + k]; }
          UNROLL for (int q = 0; q < KERNEL; q++) {
            const float u = w[C3_WEIGHTS + pair * WINDOW + p * KERNEL + q];
            UNROLL for (int k = 0; k < C3_SIDE; k++) { a[k] += u * v[k + q]; }
          }
        }
      }
      UNROLL for (int k = 0; k < C3_SIDE; k++) { y[(m * C3_SIDE + r) * C3_SIDE + k] = squash(a[k]); }
    }
  }
}

// From S4's derivatives d by its weighted sums to its gradient, and to those by C3's, which take the place of C3's
// values.
INLINE void s4_backward(global const lanes *d, global const float *w, global lanes *c3, global float *g,
                        bool add) {
  for (int m = 0; m < C3_MAPS; m++) {
    lanes coefficient = 0.0f;
    lanes bias = 0.0f;
    for (int r = 0; r < S4_SIDE; r++) {
      UNROLL for (int c = 0; c < S4_SIDE; c++) {
        const lanes own = d[(m * S4_SIDE + r) * S4_SIDE + c];
        global lanes *upper = c3 + (m * C3_SIDE + 2 * r) * C3_SIDE + 2 * c;
        global lanes *lower = upper + C3_SIDE;
        coefficient += own * ((upper[0] + upper[1]) + (lower[0] + lower[1]));
        bias += own;
        const lanes e = w[S4_COEFFICIENTS + m] * own;
        upper[0] = squash_slope(upper[0]) * e;
        upper[1] = squash_slope(upper[1]) * e;
        lower[0] = squash_slope(lower[0]) * e;
        lower[1] = squash_slope(lower[1]) * e;
      }
    }
    add_sum(g + S4_COEFFICIENTS + m, coefficient, add);
    add_sum(g + S4_BIASES + m, bias, add);
  }
}

// From C3's derivatives d by its weighted sums to its gradient: for two pairs that share their S2 map the sums of a
// kernel's row, which are ten.
INLINE void c3_backward_parameters(global const lanes *d, global const lanes *x, global float *g, bool add) {
  for (int i = 0; i < C1_MAPS; i++) {
    for (int n = 0; n < READERS; n += 2) {
      const int pair_a = S2_PAIRS[i][n];
      const int pair_b = S2_PAIRS[i][n + 1];
      global const lanes *da = d + PAIR_C3[pair_a] * C3_SIDE * C3_SIDE;
      global const lanes *db = d + PAIR_C3[pair_b] * C3_SIDE * C3_SIDE;
      for (int p = 0; p < KERNEL; p++) {
        lanes a[KERNEL];
        lanes b[KERNEL];
        UNROLL for (int q = 0; q < KERNEL; q++) { a[q] = b[q] = 0.0f; }
        for (int r = 0; r < C3_SIDE; r++) {
          lanes v[S2_SIDE];
          UNROLL for (int k = 0; k < S2_SIDE; k++) { v[k] = x[(i * S2_SIDE + r + p) * S2_SIDE + k]; }
          UNROLL for (int c = 0; c < C3_SIDE; c++) {
            UNROLL for (int q = 0; q < KERNEL; q++) {
              a[q] += da[r * C3_SIDE + c] * v[c + q];
              b[q] += db[r * C3_SIDE + c] * v[c + q];
            }
          }
        }
        UNROLL for (int q = 0; q < KERNEL; q++) {
          add_sum(g + C3_WEIGHTS + pair_a * WINDOW + p * KERNEL + q, a[q], add);
          add_sum(g + C3_WEIGHTS + pair_b * WINDOW + p * KERNEL + q, b[q], add);
        }
      }
    }
  }
  for (int m = 0; m < C3_MAPS; m++) {
    lanes bias = 0.0f;
    for (int k = 0; k < C3_SIDE * C3_SIDE; k++) {
      bias += d[m * C3_SIDE * C3_SIDE + k];
    }
    add_sum(g + C3_BIASES + m, bias, add);
  }
}

// From C3's derivatives d by its weighted sums to those by S2's, which take the place of S2's values: a row is fourteen
// sums.
INLINE void c3_backward_inputs(global const lanes *d, global const float *w, global lanes *s2) {
  for (int r = 0; r < S2_SIDE; r++) {
    const int first = max(0, r - C3_SIDE + 1);
    const int last = min(KERNEL - 1, r);
    for (int i = 0; i < C1_MAPS; i++) {
      lanes a[S2_SIDE];
      UNROLL for (int k = 0; k < S2_SIDE; k++) { a[k] = 0.0f; }
      for (int n = 0; n < READERS; n++) {
        const int pair = S2_PAIRS[i][n];
        for (int p = first; p <= last; p++) {
          lanes v[C3_SIDE];
          UNROLL for (int k = 0; k < C3_SIDE; k++) { v[k] = d[(PAIR_C3[pair] * C3_SIDE + r - p) * C3_SIDE + k]; }
          UNROLL for (int q = 0; q < KERNEL; q++) {
            const float u = w[C3_WEIGHTS + pair * WINDOW + p * KERNEL + q];
            UNROLL for (int k = 0; k < C3_SIDE; k++) { a[k + q] += u * v[k]; }
          }
        }
      }
      UNROLL for (int k = 0; k < S2_SIDE; k++) {
        global lanes *y = s2 + (i * S2_SIDE + r) * S2_SIDE + k;
        *y = squash_slope(*y) * a[k];
      }
    }
  }
}
