// Convolutions over a table of maps: no padding, which stands in the input where there is any.

// Takes from maps that are laid out what lies within, through the function that gave those values.
INLINE void take_in(global const lanes *d, const int maps, const int top, const int left, const int height,
                    const int width, const int in_height, const int in_width, const int function, global lanes *x) {
  for (int m = 0; m < maps; m++) {
    for (int r = 0; r < in_height; r++) {
      for (int c = 0; c < in_width; c++) {
        global lanes *to = x + (m * in_height + r) * in_width + c;
        *to = through(function, *to, d[(m * height + top + r) * width + left + c]);
      }
    }
  }
}

// A tile is some columns of some maps; a row of the input is read for a row of the kernel. More maps than one read the
// same inputs.
INLINE void convolution_forward(const field f, const table t, const int maps, const int columns, const int function,
                                global const float *w, const int weights, const int biases, global const lanes *x,
                                global lanes *y) {
  const int area = f.height * f.width;
  for (int r = 0; r < f.out_height; r++) {
    for (int m = 0; m < f.out_maps; m += maps) {
      for (int left = 0; left < f.out_width; left += columns) {
        const int c = min(left, f.out_width - columns);
        lanes a[MOST_SUMS];
        UNROLL for (int n = 0; n < maps; n++) {
          const lanes bias = biases < 0 ? 0.0f : w[biases + m + n];
          UNROLL for (int k = 0; k < columns; k++) { a[n * columns + k] = bias; }
        }
        const int end = first_pair(f, t, m + 1);
        for (int pair = first_pair(f, t, m); pair < end; pair++) {
          const int i = input_of(f, t, m, pair);
          for (int p = 0; p < f.height; p++) {
            global const lanes *v = x + (i * f.in_height + r * f.down + p) * f.in_width + c * f.across;
            global const float *u = w + weights + pair * area + p * f.width;
            UNROLL for (int q = 0; q < f.width; q++) {
              UNROLL for (int n = 0; n < maps; n++) {
                UNROLL for (int k = 0; k < columns; k++) {
                  a[n * columns + k] += u[n * f.in_maps * area + q] * v[k * f.across + q];
                }
              }
            }
          }
        }
        UNROLL for (int n = 0; n < maps; n++) {
          UNROLL for (int k = 0; k < columns; k++) {
            y[((m + n) * f.out_height + r) * f.out_width + c + k] = activation(function, a[n * columns + k]);
          }
        }
      }
    }
  }
}

// Adds to the sums of a kernel's row, for some maps, what some neighbours in a row of outputs have.
INLINE void add_row(const field f, const int maps, const int count, global const lanes *x, global const lanes *d,
                    const int *at, lanes *a) {
  UNROLL for (int k = 0; k < count; k++) {
    UNROLL for (int n = 0; n < maps; n++) {
      const lanes e = d[at[n] + k];
      UNROLL for (int q = 0; q < f.width; q++) { a[n * f.width + q] += e * x[k * f.across + q]; }
    }
  }
}

// From the derivatives d by the weighted sums to the gradient: for some pairs that share their input map the sums of a
// kernel's row, over some rows of outputs at a time, so that these stay near while all sums pass by; they wait in
// their room until then.
INLINE void convolution_backward_parameters(const field f, const table t, const int maps, const int columns,
                                            const int rows, const int weights, const int biases,
                                            global const lanes *d, global const lanes *x, global lanes *room,
                                            global float *g, bool add) {
  const int area = f.height * f.width;
  const int whole = f.out_width / columns * columns;
  for (int top = 0; top < f.out_height; top += rows) {
    const int bottom = min(top + rows, f.out_height);
    for (int i = 0; i < f.in_maps; i++) {
      const int readers = readers_of(f, t, i);
      for (int n = 0; n < readers; n += maps) {
        int pairs[MOST_SUMS];
        int of[MOST_SUMS];
        UNROLL for (int m = 0; m < maps; m++) {
          pairs[m] = reader(f, t, i, n + m);
          of[m] = output_of(f, t, n + m, pairs[m]) * f.out_height * f.out_width;
        }
        for (int p = 0; p < f.height; p++) {
          lanes a[MOST_SUMS];
          UNROLL for (int m = 0; m < maps; m++) {
            UNROLL for (int q = 0; q < f.width; q++) {
              a[m * f.width + q] = top == 0 ? (lanes)(0.0f) : room[pairs[m] * area + p * f.width + q];
            }
          }
          for (int r = top; r < bottom; r++) {
            global const lanes *v = x + (i * f.in_height + r * f.down + p) * f.in_width;
            int at[MOST_SUMS];
            for (int c = 0; c < whole; c += columns) {
              UNROLL for (int m = 0; m < maps; m++) { at[m] = of[m] + r * f.out_width + c; }
              add_row(f, maps, columns, v + c * f.across, d, at, a);
            }
            if (whole < f.out_width) {
              UNROLL for (int m = 0; m < maps; m++) { at[m] = of[m] + r * f.out_width + whole; }
              add_row(f, maps, f.out_width - whole, v + whole * f.across, d, at, a);
            }
          }
          UNROLL for (int m = 0; m < maps; m++) {
            UNROLL for (int q = 0; q < f.width; q++) {
              const int place = pairs[m] * area + p * f.width + q;
              if (bottom < f.out_height) {
                room[place] = a[m * f.width + q];
              } else {
                add_sum(g + weights + place, a[m * f.width + q], add);
              }
            }
          }
        }
      }
    }
  }
  for (int m = 0; m < f.out_maps && biases >= 0; m++) {
    lanes bias = 0.0f;
    for (int r = 0; r < f.out_height; r++) {
      lanes of_row = 0.0f;
      for (int c = 0; c < f.out_width; c++) {
        of_row += d[(m * f.out_height + r) * f.out_width + c];
      }
      bias += of_row;
    }
    add_sum(g + biases + m, bias, add);
  }
}

// From the derivatives d by the weighted sums to those by the inputs, where a row of them fits in registers: each
// output's share goes to all inputs that it read. They are carried through the function that gave the inputs x, whose
// place they take.
INLINE void convolution_backward_rows(const field f, const table t, const int function, global const float *w,
                                      const int weights, global const lanes *d, global lanes *x) {
  const int area = f.height * f.width;
  for (int r = 0; r < f.in_height; r++) {
    for (int i = 0; i < f.in_maps; i++) {
      lanes a[MOST_SUMS];
      UNROLL for (int k = 0; k < f.in_width; k++) { a[k] = 0.0f; }
      const int readers = readers_of(f, t, i);
      for (int n = 0; n < readers; n++) {
        const int pair = reader(f, t, i, n);
        const int map = output_of(f, t, n, pair);
        for (int p = max(0, r - (f.out_height - 1) * f.down); p < min(f.height, r + 1); p++) {
          const int row = (r - p) / f.down;
          if (row * f.down == r - p) {
            global const lanes *v = d + (map * f.out_height + row) * f.out_width;
            global const float *u = w + weights + pair * area + p * f.width;
            UNROLL for (int q = 0; q < f.width; q++) {
              UNROLL for (int k = 0; k < f.out_width; k++) { a[k * f.across + q] += u[q] * v[k]; }
            }
          }
        }
      }
      UNROLL for (int k = 0; k < f.in_width; k++) {
        global lanes *to = x + (i * f.in_height + r) * f.in_width + k;
        *to = through(function, *to, a[k]);
      }
    }
  }
}

// The same where rows are longer, from derivatives that are laid out with zeros around and between them: a tile is some
// columns of some maps, as on the way forward.
INLINE void convolution_backward_tiles(const field f, const table t, const int maps, const int columns,
                                       const int function, global const float *w, const int weights,
                                       global const lanes *d, global lanes *x) {
  const int area = f.height * f.width;
  const int height = f.in_height + f.height - 1;
  const int width = f.in_width + f.width - 1;
  for (int r = 0; r < f.in_height; r++) {
    for (int i = 0; i < f.in_maps; i += maps) {
      for (int left = 0; left < f.in_width; left += columns) {
        const int c = min(left, f.in_width - columns);
        lanes a[MOST_SUMS];
        UNROLL for (int k = 0; k < maps * columns; k++) { a[k] = 0.0f; }
        const int readers = readers_of(f, t, i);
        for (int n = 0; n < readers; n++) {
          const int pair = reader(f, t, i, n);
          const int map = output_of(f, t, n, pair);
          for (int p = 0; p < f.height; p++) {
            global const lanes *v = d + (map * height + r + p) * width + c;
            global const float *u = w + weights + pair * area + (f.height - 1 - p) * f.width + f.width - 1;
            UNROLL for (int q = 0; q < f.width; q++) {
              UNROLL for (int m = 0; m < maps; m++) {
                UNROLL for (int k = 0; k < columns; k++) { a[m * columns + k] += u[m * area - q] * v[k + q]; }
              }
            }
          }
        }
        // The last tile may begin within the one before it, whose part is done.
        UNROLL for (int m = 0; m < maps; m++) {
          UNROLL for (int k = 0; k < columns; k++) {
            if (c + k >= left) {
              global lanes *to = x + ((i + m) * f.in_height + r) * f.in_width + c + k;
              *to = through(function, *to, a[m * columns + k]);
            }
          }
        }
      }
    }
  }
}
