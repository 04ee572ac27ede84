// Pooling of one sample: what windows gather value by value, functions vector by vector.

INLINE void pooling_forward(const windows f, const int kind, const int function, global const float *w,
                            const int coefficients, const int biases, global const float *x, global float *y) {
  for (int m = 0; m < f.maps; m++) {
    global const float *map = x + m * f.in_height * f.in_width;
    for (int r = 0; r < f.out_height; r++) {
      for (int c = 0; c < f.out_width; c++) {
        y[(m * f.out_height + r) * f.out_width + c] =
            gathered(f, kind, w, coefficients, biases, m, window_of(f, r, c), map);
      }
    }
  }
  activate(function, f.maps * f.out_height * f.out_width, y);
}

// The derivative e by a unit, to the sums for the values of its window: to all of them alike, or to the first of the
// largest.
INLINE void to_window(const windows f, const int kind, extent window, float e, global const float *x,
                      global float *sums) {
  const float largest = kind == MAX ? largest_of(f, window, x) : 0.0f;
  bool found = false;
  UNROLL for (int r = window.top; r < window.bottom; r++) {
    UNROLL for (int c = window.left; c < window.right; c++) {
      const int k = r * f.in_width + c;
      const bool here = kind != MAX || (x[k] == largest && !found);
      const float own = here ? e : 0.0f;
      found = found || here;
      sums[k] = f.tiling ? own : sums[k] + own;
    }
  }
}

// The room is for a map of the input.
INLINE void pooling_backward(const windows f, const int kind, const int function, global const float *w,
                             const int coefficients, const int biases, global const float *d, global float *x,
                             global float *room, global float *g, bool add) {
  const int area = f.in_height * f.in_width;
  for (int m = 0; m < f.maps; m++) {
    global float *map = x + m * area;
    for (int k = 0; k < area && !f.tiling; k++) {
      room[k] = 0.0f;
    }
    float coefficient = 0.0f;
    float bias = 0.0f;
    for (int r = 0; r < f.out_height; r++) {
      for (int c = 0; c < f.out_width; c++) {
        const extent window = window_of(f, r, c);
        const float own = d[(m * f.out_height + r) * f.out_width + c];
        float e = own;
        if (kind == AVERAGE || kind == PADDED_AVERAGE) {
          e = share_of(f, kind, window) * own;
        } else if (kind == TRAINABLE) {
          coefficient += own * sum_of(f, window, map);
          bias += own;
          e = w[coefficients + m] * own;
        }
        to_window(f, kind, window, e, map, room);
      }
    }
    carry(function, area, room, map);
    if (kind == TRAINABLE) {
      g[coefficients + m] = (add ? g[coefficients + m] : 0.0f) + coefficient;
      g[biases + m] = (add ? g[biases + m] : 0.0f) + bias;
    }
  }
}
