// Pooling in the lanes, window by window.

INLINE void pooling_forward(const windows f, const int kind, const int function, global const float *w,
                            const int coefficients, const int biases, global const lanes *x, global lanes *y) {
  for (int m = 0; m < f.maps; m++) {
    global const lanes *map = x + m * f.in_height * f.in_width;
    for (int r = 0; r < f.out_height; r++) {
      for (int c = 0; c < f.out_width; c++) {
        const lanes a = gathered(f, kind, w, coefficients, biases, m, window_of(f, r, c), map);
        y[(m * f.out_height + r) * f.out_width + c] = activation(function, a);
      }
    }
  }
}

// The derivative e by a unit, to the values of its window: to all of them alike, or to the first of the largest. Where
// windows tile the input it takes the place of the values x themselves, carried through the function that gave them;
// else it is added to what other windows gave.
INLINE void to_window(const windows f, const int kind, const int function, extent window, lanes e, global lanes *x,
                      global lanes *sums) {
  const lanes largest = kind == MAX ? largest_of(f, window, x) : (lanes)(0.0f);
  int_lanes found = 0;
  UNROLL for (int r = window.top; r < window.bottom; r++) {
    UNROLL for (int c = window.left; c < window.right; c++) {
      const int k = r * f.in_width + c;
      lanes own = e;
      if (kind == MAX) {
        const int_lanes here = (x[k] == largest) & ~found;
        own = here ? e : (lanes)(0.0f);
        found |= here;
      }
      if (f.tiling) {
        x[k] = through(function, x[k], own);
      } else {
        sums[k] += own;
      }
    }
  }
}

// From the derivatives d by the weighted sums to those by the inputs x, whose place they take, and to the gradient. The
// room is for a map of the input, where windows do not tile it.
INLINE void pooling_backward(const windows f, const int kind, const int function, global const float *w,
                             const int coefficients, const int biases, global const lanes *d, global lanes *x,
                             global lanes *room, global float *g, bool add) {
  const int area = f.in_height * f.in_width;
  for (int m = 0; m < f.maps; m++) {
    global lanes *map = x + m * area;
    for (int k = 0; k < area && !f.tiling; k++) {
      room[k] = 0.0f;
    }
    lanes coefficient = 0.0f;
    lanes bias = 0.0f;
    for (int r = 0; r < f.out_height; r++) {
      for (int c = 0; c < f.out_width; c++) {
        const extent window = window_of(f, r, c);
        const lanes own = d[(m * f.out_height + r) * f.out_width + c];
        lanes e = own;
        if (kind == AVERAGE || kind == PADDED_AVERAGE) {
          e = share_of(f, kind, window) * own;
        } else if (kind == TRAINABLE) {
          coefficient += own * sum_of(f, window, map);
          bias += own;
          e = w[coefficients + m] * own;
        }
        to_window(f, kind, function, window, e, map, room);
      }
    }
    for (int k = 0; k < area && !f.tiling; k++) {
      map[k] = through(function, map[k], room[k]);
    }
    if (kind == TRAINABLE) {
      add_sum(g + coefficients + m, coefficient, add);
      add_sum(g + biases + m, bias, add);
    }
  }
}
