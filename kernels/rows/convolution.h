// Convolutions of one sample over a table of maps, as in ../lanes/convolution.h: a vector is a piece of a row of
// outputs, a tile a piece of some rows of some maps. Of the sizes that are given only that of maps means the same here.

// The most sums of a tile that share weights and inputs without having to wait for each other.
#define TILE 12

INLINE int rows_of(const int maps, const int height) { return max(1, min(height, TILE / maps)); }

INLINE void convolution_forward(const field f, const table t, const int maps, const int columns, const int function,
                                global const float *w, const int weights, const int biases, global const float *x,
                                global float *y) {
  const int area = f.height * f.width;
  const int rows = rows_of(maps, f.out_height);
  UNROLL for (int left = 0; left < f.out_width; left += LANES) {
    const int count = min(LANES, f.out_width - left);
    for (int m = 0; m < f.out_maps; m += maps) {
      for (int top = 0; top < f.out_height; top += rows) {
        const int r = min(top, f.out_height - rows);
        lanes a[MOST_SUMS];
        UNROLL for (int n = 0; n < maps; n++) {
          UNROLL for (int k = 0; k < rows; k++) { a[n * rows + k] = biases < 0 ? 0.0f : w[biases + m + n]; }
        }
        const int end = first_pair(f, t, m + 1);
        for (int pair = first_pair(f, t, m); pair < end; pair++) {
          const int i = input_of(f, t, m, pair);
          for (int p = 0; p < f.height; p++) {
            global const float *v = x + (i * f.in_height + r * f.down + p) * f.in_width + left * f.across;
            global const float *u = w + weights + pair * area + p * f.width;
            UNROLL for (int q = 0; q < f.width; q++) {
              UNROLL for (int k = 0; k < rows; k++) {
                const lanes s = spread(f.across == 1 ? LANES : count, f.across, v + k * f.down * f.in_width + q);
                UNROLL for (int n = 0; n < maps; n++) { a[n * rows + k] += u[n * f.in_maps * area + q] * s; }
              }
            }
          }
        }
        UNROLL for (int n = 0; n < maps; n++) {
          UNROLL for (int k = 0; k < rows; k++) {
            put(count, activation(function, a[n * rows + k]), y + ((m + n) * f.out_height + r + k) * f.out_width + left);
          }
        }
      }
    }
  }
}

// The sums of a kernel's row for some pairs that share their input map.
INLINE void convolution_backward_parameters(const field f, const table t, const int maps, const int columns,
                                            const int rows, const int weights, const int biases,
                                            global const float *d, global const float *x, global float *room,
                                            global float *g, bool add) {
  const int area = f.height * f.width;
  const int positions = f.out_height * f.out_width;
  for (int i = 0; i < f.in_maps; i++) {
    const int readers = readers_of(f, t, i);
    for (int n = 0; n < readers; n += maps) {
      int pairs[MOST_SUMS];
      int of[MOST_SUMS];
      UNROLL for (int m = 0; m < maps; m++) {
        pairs[m] = reader(f, t, i, n + m);
        of[m] = output_of(f, t, n + m, pairs[m]) * positions;
      }
      for (int p = 0; p < f.height; p++) {
        lanes a[MOST_SUMS];
        UNROLL for (int k = 0; k < maps * f.width; k++) { a[k] = 0.0f; }
        for (int r = 0; r < f.out_height; r++) {
          UNROLL for (int left = 0; left < f.out_width; left += LANES) {
            const int count = min(LANES, f.out_width - left);
            global const float *v = x + (i * f.in_height + r * f.down + p) * f.in_width + left * f.across;
            lanes e[MOST_SUMS];
            UNROLL for (int m = 0; m < maps; m++) { e[m] = take(count, d + of[m] + r * f.out_width + left); }
            UNROLL for (int q = 0; q < f.width; q++) {
              const lanes s = spread(count, f.across, v + q);
              UNROLL for (int m = 0; m < maps; m++) { a[m * f.width + q] += e[m] * s; }
            }
          }
        }
        UNROLL for (int m = 0; m < maps; m++) {
          UNROLL for (int q = 0; q < f.width; q++) {
            add_sum(g + weights + pairs[m] * area + p * f.width + q, a[m * f.width + q], add);
          }
        }
      }
    }
  }
  for (int m = 0; m < f.out_maps && biases >= 0; m++) {
    lanes bias = 0.0f;
    for (int k = 0; k < positions; k += LANES) {
      bias += take(positions - k, d + m * positions + k);
    }
    add_sum(g + biases + m, bias, add);
  }
}

// Of a row of derivatives those that stand q places to the left of a piece of the inputs' row, from `left` on; 0 where
// the row has none.
INLINE lanes shifted(const field f, int left, int q, global const float *row) {
  if (f.across == 1) {
    const int_lanes column = LOAD(0, LANE_NUMBERS) + (left - q);
    return ((column >= 0) & (column < f.out_width)) ? LOAD(0, row + left - q) : (lanes)(0.0f);
  }
  float v[LANES];
  UNROLL for (int k = 0; k < LANES; k++) {
    const int column = (left + k - q) / f.across;
    const bool there = left + k >= q && column * f.across == left + k - q && column < f.out_width;
    v[k] = there ? row[column] : 0.0f;
  }
  return LOAD(0, v);
}

// Short rows of inputs: four sums for each, so that one need not wait for the other.
INLINE void convolution_backward_rows(const field f, const table t, const int function, global const float *w,
                                      const int weights, global const float *d, global float *x) {
  const int area = f.height * f.width;
  for (int r = 0; r < f.in_height; r++) {
    for (int i = 0; i < f.in_maps; i++) {
      UNROLL for (int left = 0; left < f.in_width; left += LANES) {
        lanes a[4];
        UNROLL for (int k = 0; k < 4; k++) { a[k] = 0.0f; }
        const int readers = readers_of(f, t, i);
        for (int n = 0; n < readers; n++) {
          const int pair = reader(f, t, i, n);
          const int map = output_of(f, t, n, pair);
          for (int p = max(0, r - (f.out_height - 1) * f.down); p < min(f.height, r + 1); p++) {
            const int row = (r - p) / f.down;
            if (row * f.down == r - p) {
              global const float *v = d + (map * f.out_height + row) * f.out_width;
              global const float *u = w + weights + pair * area + p * f.width;
              UNROLL for (int q = 0; q < f.width; q++) { a[q % 4] += u[q] * shifted(f, left, q, v); }
            }
          }
        }
        global float *to = x + (i * f.in_height + r) * f.in_width + left;
        put(f.in_width - left, through(function, LOAD(0, to), (a[0] + a[1]) + (a[2] + a[3])), to);
      }
    }
  }
}

// Longer rows, from derivatives that are laid out with zeros around and between them.
INLINE void convolution_backward_tiles(const field f, const table t, const int maps, const int columns,
                                       const int function, global const float *w, const int weights,
                                       global const float *d, global float *x) {
  const int area = f.height * f.width;
  const int height = f.in_height + f.height - 1;
  const int width = f.in_width + f.width - 1;
  const int rows = rows_of(maps, f.in_height);
  UNROLL for (int left = 0; left < f.in_width; left += LANES) {
    const int count = min(LANES, f.in_width - left);
    for (int i = 0; i < f.in_maps; i += maps) {
      for (int top = 0; top < f.in_height; top += rows) {
        const int r = min(top, f.in_height - rows);
        lanes a[MOST_SUMS];
        UNROLL for (int k = 0; k < maps * rows; k++) { a[k] = 0.0f; }
        const int readers = readers_of(f, t, i);
        for (int n = 0; n < readers; n++) {
          const int pair = reader(f, t, i, n);
          const int map = output_of(f, t, n, pair);
          for (int p = 0; p < f.height; p++) {
            global const float *v = d + (map * height + r + p) * width + left;
            global const float *u = w + weights + pair * area + (f.height - 1 - p) * f.width + f.width - 1;
            UNROLL for (int q = 0; q < f.width; q++) {
              UNROLL for (int k = 0; k < rows; k++) {
                const lanes s = LOAD(0, v + k * width + q);
                UNROLL for (int m = 0; m < maps; m++) { a[m * rows + k] += u[m * area - q] * s; }
              }
            }
          }
        }
        // The last tile may begin within the one before it, whose part is done.
        UNROLL for (int m = 0; m < maps; m++) {
          UNROLL for (int k = 0; k < rows; k++) {
            global float *to = x + ((i + m) * f.in_height + r + k) * f.in_width + left;
            put(r + k < top ? 0 : count, through(function, LOAD(0, to), a[m * rows + k]), to);
          }
        }
      }
    }
  }
}
