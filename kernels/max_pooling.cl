// Max pooling: each unit is the largest of the inputs in its window, the padding left out. Derivatives, first and
// second, go to that input; of equals to the first in the order of rows. Arrays are in the order sample, map, row,
// column.
#include "propagation.h"
#include "window.h"

// The place in the map of the largest input that a window shows, or -1 where it shows none.
static int largest(global const float *in, extent window) {
  int place = -1;
  float value = 0;
  for (int row = window.top; row < window.bottom; row++) {
    for (int column = window.left; column < window.right; column++) {
      const float other = in[row * IN_WIDTH + column];
      if (place < 0 || other > value) {
        place = row * IN_WIDTH + column;
        value = other;
      }
    }
  }
  return place;
}

kernel __attribute__((reqd_work_group_size(TILE_WIDTH, TILE_HEIGHT, 1)))
void max_pooling_forward(global const float *restrict input, global float *restrict output) {
  const int plane = get_group_id(0); // sample * maps + map
  const int x = get_group_id(1) * TILE_WIDTH + get_local_id(0);
  const int y = get_group_id(2) * TILE_HEIGHT + get_local_id(1);
  if (x < OUT_WIDTH && y < OUT_HEIGHT) {
    const int place = largest(input + plane * IN_AREA, window_of(x, y));
    const float a = place < 0 ? 0.0f : input[plane * IN_AREA + place];
    output[plane * OUT_AREA + y * OUT_WIDTH + x] = LAYER_OUTPUT(a);
  }
}

kernel __attribute__((reqd_work_group_size(IN_TILE_WIDTH, IN_TILE_HEIGHT, 1)))
void max_pooling_backward_inputs(global const float *restrict derivative, global const float *restrict input,
                                 global float *restrict in_derivative) {
  const int plane = get_group_id(0);
  const int x = get_group_id(1) * IN_TILE_WIDTH + get_local_id(0);
  const int y = get_group_id(2) * IN_TILE_HEIGHT + get_local_id(1);
  if (x < IN_WIDTH && y < IN_HEIGHT) {
    const int place = y * IN_WIDTH + x;
    const extent units = units_of(x, y);
    float sum = 0;
    for (int row = units.top; row < units.bottom; row++) {
      for (int column = units.left; column < units.right; column++) {
        if (largest(input + plane * IN_AREA, window_of(column, row)) == place) {
          sum += derivative[plane * OUT_AREA + row * OUT_WIDTH + column];
        }
      }
    }
    const int unit = plane * IN_AREA + place;
    in_derivative[unit] = input_derivative(input[unit], sum);
  }
}
