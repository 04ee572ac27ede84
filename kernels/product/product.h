// Products of matrices by tiles, for layers of many units: convolutions that read all maps, of any window, stride and
// padding, and full connections, which are convolutions of one place at a time. A work-group computes TILE_M by TILE_N
// sums; TILE_K terms of them at a time are brought into local memory, in which its work-items read what others brought.
// A work-item has blocks of PER_M by PER_N vectors of sums in registers: on GPUs one, on CPUs some, one after the other.
//
// A sample's place is called a row, a place of a window in a map of the input a tap: weights are units by taps.
#include "../propagation.h"

#ifndef WINDOW_HEIGHT
#define IN_MAPS 20
#define IN_HEIGHT 12
#define IN_WIDTH 12
#define OUT_MAPS 50
#define OUT_HEIGHT 8
#define OUT_WIDTH 8
#define WINDOW_HEIGHT 5
#define WINDOW_WIDTH 5
#define STRIDE_DOWN 1
#define STRIDE_ACROSS 1
#define TOP 0
#define LEFT 0
#define PADDED 0
#define BIASED 1
#endif
#ifndef VECTOR
#define VECTOR 4
#define ITEMS_M 16
#define ITEMS_N 16
#define PER_M 4
#define PER_N 1
#define BLOCKS_M 1
#define BLOCKS_N 1
#define TILE_K 16
#endif

#define IN_AREA (IN_HEIGHT * IN_WIDTH)
#define OUT_AREA (OUT_HEIGHT * OUT_WIDTH)
#define WINDOW_AREA (WINDOW_HEIGHT * WINDOW_WIDTH)
#define TAPS (IN_MAPS * WINDOW_AREA)

#define ITEMS (ITEMS_M * ITEMS_N)
#define TILE_M (BLOCKS_M * ITEMS_M * PER_M)
#define TILE_N (BLOCKS_N * ITEMS_N * PER_N * VECTOR)
#define SUMS (BLOCKS_M * BLOCKS_N * PER_M * PER_N)

// Sums stay in registers only if the loops over them are unrolled in full.
#ifdef __clang__
#define UNROLL _Pragma("clang loop unroll(full)")
#else
#define UNROLL _Pragma("unroll")
#endif

// A single block's sums stay there from tile to tile.
#if BLOCKS_M * BLOCKS_N == 1
#define OVER_SUMS UNROLL
#else
#define OVER_SUMS
#endif

// Neighbours in a column of a tile are in different banks of the memory.
#define LEFT_STRIDE (TILE_M + 4)
#define RIGHT_STRIDE (TILE_N + 4)

#define JOINED_(a, b) a##b
#define JOINED(a, b) JOINED_(a, b)
typedef JOINED(float, VECTOR) vector;
#define LOAD JOINED(vload, VECTOR)
#define STORE JOINED(vstore, VECTOR)

// A walk over a tile in local memory, in which neighbouring work-items take neighbours along the second side. Sides and
// work-items are powers of two, or there is one work-item.
#define SPAN(side) (ITEMS < (side) ? ITEMS : (side))
#define OVER_TILE(i, rows, j, columns)                                                                                 \
  for (int i = item / SPAN(columns); i < (rows); i += ITEMS / SPAN(columns))                                           \
    for (int j = item - item / SPAN(columns) * SPAN(columns); j < (columns); j += SPAN(columns))

// What the work-items of a group wrote is there for all of them. One alone has nobody to wait for, and PoCL 6.0 loses the
// end of loops around barriers in groups of one.
#define MEET                                                                                                           \
  if (ITEMS > 1)                                                                                                       \
  barrier(CLK_LOCAL_MEM_FENCE)

// Where something stands: its part of an index, and its row and its column in a map or in a window. Of several places
// all indices come first, then all rows, then all columns.
typedef struct {
  int at, y, x;
} place;

static place place_of(local const int *places, int count, int i) {
  return (place){places[i], places[count + i], places[2 * count + i]};
}

static void put_place(local int *places, int count, int i, place p) {
  places[i] = p.at;
  places[count + i] = p.y;
  places[2 * count + i] = p.x;
}

// What a unit's window begins with, of some rows.
static void find_windows(int first, int count, int rows, local int *to, int item) {
  for (int t = item; t < count; t += ITEMS) {
    const int row = min(first + t, rows - 1);
    const int sample = row / OUT_AREA;
    const int position = row - sample * OUT_AREA;
    const int unit_y = position / OUT_WIDTH;
    const int y = unit_y * STRIDE_DOWN - TOP;
    const int x = (position - unit_y * OUT_WIDTH) * STRIDE_ACROSS - LEFT;
    put_place(to, count, t, (place){sample * IN_MAPS * IN_AREA + y * IN_WIDTH + x, y, x});
  }
}

// Taps, in the order of a unit's weights; maps lie `area` apart, rows of a map `down` and columns `across`.
static void find_taps(int first, int count, int taps, int area, int down, int across, local int *to, int item) {
  for (int t = item; t < count; t += ITEMS) {
    const int tap = min(first + t, taps - 1);
    const int map = tap / WINDOW_AREA;
    const int y = (tap - map * WINDOW_AREA) / WINDOW_WIDTH;
    const int x = tap - map * WINDOW_AREA - y * WINDOW_WIDTH;
    put_place(to, count, t, (place){map * area + y * down + x * across, y, x});
  }
}

// What a window sees at a tap: 0 in padding.
static float seen(global const float *input, place window, place tap) {
  // As numbers without a sign those below 0 are far too large.
  const uint y = window.y + tap.y;
  const uint x = window.x + tap.x;
  const bool inside = !PADDED || ((y < IN_HEIGHT) & (x < IN_WIDTH));
  const float value = input[inside ? window.at + tap.at : 0];
  return inside ? value : 0.0f;
}

// Where the derivative by a unit of a row stands.
static int unit_at(int row, int unit) {
  const int sample = row / OUT_AREA;
  return (sample * OUT_MAPS + unit) * OUT_AREA + row - sample * OUT_AREA;
}

// Adds to a work-item's sums the products of what is in local memory, which are added up by themselves before.
static inline __attribute__((always_inline)) void multiply(local const float *left, local const float *right, vector *total) {
  const int m = get_local_id(1) * PER_M;
  const int n = get_local_id(0) * PER_N * VECTOR;
  for (int block = 0; block < BLOCKS_M * BLOCKS_N; block++) {
    local const float *a = left + block / BLOCKS_N * ITEMS_M * PER_M + m;
    local const float *b = right + (block - block / BLOCKS_N * BLOCKS_N) * ITEMS_N * PER_N * VECTOR + n;
    vector sum[PER_M * PER_N];
    UNROLL for (int i = 0; i < PER_M * PER_N; i++) {
      sum[i] = 0.0f;
    }
    for (int k = 0; k < TILE_K; k++) {
      UNROLL for (int j = 0; j < PER_N; j++) {
        const vector v = LOAD(0, b + k * RIGHT_STRIDE + j * VECTOR);
        UNROLL for (int i = 0; i < PER_M; i++) {
          sum[i * PER_N + j] += a[k * LEFT_STRIDE + i] * v;
        }
      }
    }
    UNROLL for (int i = 0; i < PER_M * PER_N; i++) {
      total[block * PER_M * PER_N + i] += sum[i];
    }
  }
}

// Of a work-item's sum: its row and the first of its columns in the tile.
static int row_of(int sum) {
  const int block = sum / (PER_M * PER_N);
  const int i = (sum - block * PER_M * PER_N) / PER_N;
  return (block / BLOCKS_N * ITEMS_M + get_local_id(1)) * PER_M + i;
}

static int column_of(int sum) {
  const int block = sum / (PER_M * PER_N);
  const int across = block - block / BLOCKS_N * BLOCKS_N;
  return ((across * ITEMS_N + get_local_id(0)) * PER_N + sum - sum / PER_N * PER_N) * VECTOR;
}
