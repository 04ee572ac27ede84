// Pooling: units that each gather the values of a window of their own map.
#define AVERAGE 0
#define MAX 1
#define TRAINABLE 2 // c * (sum of the window) + b, with a coefficient c and a bias b for each map
#define PADDED_AVERAGE 3 // the sum of the window over its area: zeros of the padding count

// Maps, rows and columns of the input and of the outputs; rows and columns of a window, of the steps from one to the
// next, and of the padding before the first value. Where windows tile the input none of them overlap or leave it.
typedef struct {
  int maps, in_height, in_width, out_height, out_width;
  int height, width, down, across, top, left;
  bool tiling;
} windows;

// What a window shows of a map.
typedef struct {
  int left, top, right, bottom;
} extent;

INLINE extent window_of(const windows f, int row, int column) {
  const int top = row * f.down - f.top;
  const int left = column * f.across - f.left;
  if (f.tiling) {
    return (extent){left, top, left + f.width, top + f.height};
  }
  return (extent){max(0, left), max(0, top), min(f.in_width, left + f.width), min(f.in_height, top + f.height)};
}

INLINE int values_of(extent window) {
  return max(0, window.right - window.left) * max(0, window.bottom - window.top);
}

INLINE lanes sum_of(const windows f, extent window, global const lanes *x) {
  lanes sum = 0.0f;
  UNROLL for (int r = window.top; r < window.bottom; r++) {
    UNROLL for (int c = window.left; c < window.right; c++) { sum += x[r * f.in_width + c]; }
  }
  return sum;
}

// 0 where the window shows nothing.
INLINE lanes largest_of(const windows f, extent window, global const lanes *x) {
  lanes largest = values_of(window) > 0 ? x[window.top * f.in_width + window.left] : (lanes)(0.0f);
  UNROLL for (int r = window.top; r < window.bottom; r++) {
    UNROLL for (int c = window.left; c < window.right; c++) {
      const lanes other = x[r * f.in_width + c];
      largest = other > largest ? other : largest;
    }
  }
  return largest;
}

INLINE float share_of(const windows f, const int kind, extent window) {
  const int values = f.tiling || kind == PADDED_AVERAGE ? f.height * f.width : values_of(window);
  return values > 0 ? 1.0f / values : 0.0f;
}

INLINE void pooling_forward(const windows f, const int kind, const int function, global const float *w,
                            const int coefficients, const int biases, global const lanes *x, global lanes *y) {
  for (int m = 0; m < f.maps; m++) {
    global const lanes *map = x + m * f.in_height * f.in_width;
    for (int r = 0; r < f.out_height; r++) {
      for (int c = 0; c < f.out_width; c++) {
        const extent window = window_of(f, r, c);
        lanes a;
        if (kind == MAX) {
          a = largest_of(f, window, map);
        } else if (kind == AVERAGE || kind == PADDED_AVERAGE) {
          a = share_of(f, kind, window) * sum_of(f, window, map);
        } else {
          a = w[coefficients + m] * sum_of(f, window, map) + w[biases + m];
        }
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
