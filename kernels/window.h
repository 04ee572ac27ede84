// Where the windows of a layer lie in its input maps: unit (x, y) sees the columns from x * STRIDE_ACROSS - LEFT and the
// rows from y * STRIDE_DOWN - TOP, as far as they are in the map; what is not is padding.

#ifndef WINDOW_HEIGHT
#define WINDOW_HEIGHT 3
#define WINDOW_WIDTH 3
#define STRIDE_DOWN 2
#define STRIDE_ACROSS 2
#define TOP 1
#define LEFT 1
#define IN_MAPS 6
#define IN_HEIGHT 28
#define IN_WIDTH 28
#define OUT_MAPS 6
#define OUT_HEIGHT 14
#define OUT_WIDTH 14
#endif
#ifndef TILE_WIDTH
#define TILE_WIDTH 14
#define TILE_HEIGHT 14
#define IN_TILE_WIDTH 28
#define IN_TILE_HEIGHT 7
#endif

#define IN_AREA (IN_HEIGHT * IN_WIDTH)
#define OUT_AREA (OUT_HEIGHT * OUT_WIDTH)

// Whether no window reaches into padding, so that all are of one size.
#define INSIDE                                                                                                         \
  (LEFT == 0 && TOP == 0 && (OUT_WIDTH - 1) * STRIDE_ACROSS + WINDOW_WIDTH <= IN_WIDTH &&                              \
   (OUT_HEIGHT - 1) * STRIDE_DOWN + WINDOW_HEIGHT <= IN_HEIGHT)

// Columns from left to right - 1 and rows from top to bottom - 1.
typedef struct {
  int left, top, right, bottom;
} extent;

// What unit (x, y) sees of a map.
static extent window_of(int x, int y) {
  const int left = x * STRIDE_ACROSS - LEFT;
  const int top = y * STRIDE_DOWN - TOP;
  if (INSIDE) {
    return (extent){left, top, left + WINDOW_WIDTH, top + WINDOW_HEIGHT};
  }
  return (extent){max(0, left), max(0, top), min(IN_WIDTH, left + WINDOW_WIDTH), min(IN_HEIGHT, top + WINDOW_HEIGHT)};
}

// The first of the units along a side that see a place of the input, and the one behind the last.
static int first_unit(int place, int padding, int side, int stride) {
  return max(0, place + padding - side + stride) / stride;
}

static int end_unit(int place, int padding, int stride, int units) {
  return min((place + padding) / stride + 1, units);
}

// The units that see input (x, y).
static extent units_of(int x, int y) {
  return (extent){first_unit(x, LEFT, WINDOW_WIDTH, STRIDE_ACROSS), first_unit(y, TOP, WINDOW_HEIGHT, STRIDE_DOWN),
                  end_unit(x, LEFT, STRIDE_ACROSS, OUT_WIDTH), end_unit(y, TOP, STRIDE_DOWN, OUT_HEIGHT)};
}

// The sum over a window of a map, row by row: in one run the sum over a large window would grow far beyond its terms.
static float window_sum(global const float *map, int width, extent window) {
  float sum = 0;
  for (int row = window.top; row < window.bottom; row++) {
    float of_row = 0;
    for (int column = window.left; column < window.right; column++) {
      of_row += map[row * width + column];
    }
    sum += of_row;
  }
  return sum;
}
