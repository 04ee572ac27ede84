// Average pooling: each unit is the mean of the inputs in its window, the padding left out, or with PADDING_COUNTS its
// zeros among them. Arrays are in the order sample, map, row, column.
#include "propagation.h"
#include "window.h"

#ifndef PADDING_COUNTS
#define PADDING_COUNTS 0
#endif

// 1/n for a window that shows n inputs, 0 where it shows none; where padding counts n is the window's area.
static float share(extent window) {
  if (PADDING_COUNTS) {
    return 1.0f / (WINDOW_HEIGHT * WINDOW_WIDTH);
  }
  const int n = max(0, window.right - window.left) * max(0, window.bottom - window.top);
  return n > 0 ? 1.0f / n : 0.0f;
}

kernel __attribute__((reqd_work_group_size(TILE_WIDTH, TILE_HEIGHT, 1)))
void average_pooling_forward(global const float *restrict input, global float *restrict output) {
  const int plane = get_group_id(0); // sample * maps + map
  const int x = get_group_id(1) * TILE_WIDTH + get_local_id(0);
  const int y = get_group_id(2) * TILE_HEIGHT + get_local_id(1);
  if (x < OUT_WIDTH && y < OUT_HEIGHT) {
    const extent window = window_of(x, y);
    const float a = share(window) * window_sum(input + plane * IN_AREA, IN_WIDTH, window);
    output[plane * OUT_AREA + y * OUT_WIDTH + x] = LAYER_OUTPUT(a);
  }
}

kernel __attribute__((reqd_work_group_size(IN_TILE_WIDTH, IN_TILE_HEIGHT, 1)))
void average_pooling_backward_inputs(global const float *restrict derivative, global const float *restrict input,
                                     global float *restrict in_derivative) {
  const int plane = get_group_id(0);
  const int x = get_group_id(1) * IN_TILE_WIDTH + get_local_id(0);
  const int y = get_group_id(2) * IN_TILE_HEIGHT + get_local_id(1);
  if (x < IN_WIDTH && y < IN_HEIGHT) {
    const extent units = units_of(x, y);
    float sum = 0;
    for (int row = units.top; row < units.bottom; row++) {
      float of_row = 0;
      for (int column = units.left; column < units.right; column++) {
        const float d = derivative[plane * OUT_AREA + row * OUT_WIDTH + column];
        of_row += propagation(share(window_of(column, row))) * d;
      }
      sum += of_row;
    }
    const int unit = plane * IN_AREA + y * IN_WIDTH + x;
    in_derivative[unit] = input_derivative(input[unit], sum);
  }
}
