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

// Row by row: in one run the sum over a large window would grow far beyond its terms.
INLINE unit sum_of(const windows f, extent window, global const unit *x) {
  unit sum = 0.0f;
  UNROLL for (int r = window.top; r < window.bottom; r++) {
    unit of_row = 0.0f;
    UNROLL for (int c = window.left; c < window.right; c++) { of_row += x[r * f.in_width + c]; }
    sum += of_row;
  }
  return sum;
}

// 0 where the window shows nothing.
INLINE unit largest_of(const windows f, extent window, global const unit *x) {
  unit largest = values_of(window) > 0 ? x[window.top * f.in_width + window.left] : (unit)(0.0f);
  UNROLL for (int r = window.top; r < window.bottom; r++) {
    UNROLL for (int c = window.left; c < window.right; c++) {
      const unit other = x[r * f.in_width + c];
      largest = other > largest ? other : largest;
    }
  }
  return largest;
}

INLINE float share_of(const windows f, const int kind, extent window) {
  const int values = f.tiling || kind == PADDED_AVERAGE ? f.height * f.width : values_of(window);
  return values > 0 ? 1.0f / values : 0.0f;
}

// What a unit of map m gathers from its window, before its function.
INLINE unit gathered(const windows f, const int kind, global const float *w, const int coefficients, const int biases,
                     int m, extent window, global const unit *map) {
  if (kind == MAX) {
    return largest_of(f, window, map);
  } else if (kind == AVERAGE || kind == PADDED_AVERAGE) {
    return share_of(f, kind, window) * sum_of(f, window, map);
  }
  return w[coefficients + m] * sum_of(f, window, map) + w[biases + m];
}
