// S3Pool (Zhai et al. 2017): the largest input of the window that begins at each place, cut off at the map's end; then,
// while drawing, the rows and the columns drawn, otherwise the means of STRIDE by STRIDE of them. Arrays are in the order
// sample, map, row, column.
#include "propagation.h"
#include "random.h"
#include "window.h"

#ifndef SIDE
#define SIDE 2
#define STRIDE 2
#define GRID 4
#endif
#ifndef GROUP
#define GROUP 64
#endif

// What is chosen for a sample: for each row and then each column of the input which of the output it is, or -1; then
// for each row and each column of the output which of the input it is.
#define COLUMNS IN_HEIGHT
#define OUT_ROWS (COLUMNS + IN_WIDTH)
#define OUT_COLUMNS (OUT_ROWS + OUT_HEIGHT)
#define CHOICES (OUT_COLUMNS + OUT_WIDTH)

#define DOWN_STRIPS (IN_HEIGHT / GRID)
#define STRIPS (DOWN_STRIPS + IN_WIDTH / GRID)

// A work-item chooses lines of one strip of a sample: of n to come of which m are wanted the next with chance m/n.
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void spatial_pooling_draw(global const int *restrict order, int position, ulong key, int samples,
                          global int *restrict choices) {
  const int sample = get_global_id(0) / STRIPS;
  const int strip = get_global_id(0) - sample * STRIPS;
  if (sample < samples) {
    const ulong state = random_state(key, order[position + sample]);
    global int *chosen = choices + sample * CHOICES;
    const bool across = strip >= DOWN_STRIPS;
    const int cell = across ? strip - DOWN_STRIPS : strip;
    global int *out_of = chosen + (across ? COLUMNS : 0);
    global int *in_of = chosen + (across ? OUT_COLUMNS : OUT_ROWS);
    int next = cell * (GRID / STRIDE);
    const int end = next + GRID / STRIDE;
    for (int k = 0; k < GRID; k++) {
      const int line = cell * GRID + k;
      const long draw = random_first24(state, across ? COLUMNS + line : line);
      const bool taken = draw * (GRID - k) < (long)(end - next) << 24;
      out_of[line] = taken ? next : -1;
      if (taken) {
        in_of[next] = line;
        next++;
      }
    }
  }
}

// The place in the map of the largest input of the window that begins at (x, y), of equals the first.
static int largest(global const float *in, int x, int y) {
  const int right = min(x + SIDE, IN_WIDTH);
  const int bottom = min(y + SIDE, IN_HEIGHT);
  int place = y * IN_WIDTH + x;
  for (int row = y; row < bottom; row++) {
    for (int column = x; column < right; column++) {
      const int other = row * IN_WIDTH + column;
      place = in[other] > in[place] ? other : place;
    }
  }
  return place;
}

kernel __attribute__((reqd_work_group_size(TILE_WIDTH, TILE_HEIGHT, 1)))
void spatial_pooling_forward(global const float *restrict input, int drawing, global const int *restrict choices,
                             global float *restrict output) {
  const int plane = get_group_id(0); // sample * IN_MAPS + map
  const int x = get_group_id(1) * TILE_WIDTH + get_local_id(0);
  const int y = get_group_id(2) * TILE_HEIGHT + get_local_id(1);
  if (x < OUT_WIDTH && y < OUT_HEIGHT) {
    global const float *in = input + plane * IN_AREA;
    float a = 0;
    if (drawing) {
      global const int *chosen = choices + plane / IN_MAPS * CHOICES;
      a = in[largest(in, chosen[OUT_COLUMNS + x], chosen[OUT_ROWS + y])];
    } else {
      for (int row = y * STRIDE; row < (y + 1) * STRIDE; row++) {
        for (int column = x * STRIDE; column < (x + 1) * STRIDE; column++) {
          a += in[largest(in, column, row)];
        }
      }
      a *= 1.0f / (STRIDE * STRIDE);
    }
    output[plane * OUT_AREA + y * OUT_WIDTH + x] = LAYER_OUTPUT(a);
  }
}

// The windows that begin at most SIDE - 1 before an input may have it for their largest.
kernel __attribute__((reqd_work_group_size(IN_TILE_WIDTH, IN_TILE_HEIGHT, 1)))
void spatial_pooling_backward_inputs(global const float *restrict derivative, global const float *restrict input,
                                     int drawing, global const int *restrict choices,
                                     global float *restrict in_derivative) {
  const int plane = get_group_id(0);
  const int x = get_group_id(1) * IN_TILE_WIDTH + get_local_id(0);
  const int y = get_group_id(2) * IN_TILE_HEIGHT + get_local_id(1);
  if (x < IN_WIDTH && y < IN_HEIGHT) {
    global const float *in = input + plane * IN_AREA;
    global const float *out = derivative + plane * OUT_AREA;
    global const int *chosen = choices + plane / IN_MAPS * CHOICES;
    const float share = drawing ? 1.0f : propagation(1.0f / (STRIDE * STRIDE));
    float sum = 0;
    for (int row = max(0, y - SIDE + 1); row <= y; row++) {
      for (int column = max(0, x - SIDE + 1); column <= x; column++) {
        const int out_row = drawing ? chosen[row] : row / STRIDE;
        const int out_column = drawing ? chosen[COLUMNS + column] : column / STRIDE;
        if (out_row >= 0 && out_column >= 0 && largest(in, column, row) == y * IN_WIDTH + x) {
          sum += share * out[out_row * OUT_WIDTH + out_column];
        }
      }
    }
    const int unit = plane * IN_AREA + y * IN_WIDTH + x;
    in_derivative[unit] = input_derivative(input[unit], sum);
  }
}
