// Trainable subsampling: y = c * (sum of the window) + b, with a coefficient c and a bias b for each map (S2, S4 of LeCun
// et al. 1998), whatever the window, its stride and its padding. Arrays are in the order sample, map, row, column. The coefficients and the
// biases begin at places of their own in the vector of all parameters.
#include "propagation.h"
#include "window.h"

#ifndef COLUMN_LANES
#define COLUMN_LANES 14
#define SAMPLE_LANES 4
#endif

#define LANES (COLUMN_LANES * SAMPLE_LANES)

kernel __attribute__((reqd_work_group_size(TILE_WIDTH, TILE_HEIGHT, 1)))
void subsampling_forward(global const float *restrict input, global const float *restrict parameters,
                                 int coefficients, int biases, global float *restrict output) {
  const int plane = get_group_id(0); // sample * maps + map
  const int map = plane % IN_MAPS;
  const int x = get_group_id(1) * TILE_WIDTH + get_local_id(0);
  const int y = get_group_id(2) * TILE_HEIGHT + get_local_id(1);
  if (x < OUT_WIDTH && y < OUT_HEIGHT) {
    const float a = parameters[coefficients + map] * window_sum(input + plane * IN_AREA, IN_WIDTH, window_of(x, y)) + parameters[biases + map];
    output[plane * OUT_AREA + y * OUT_WIDTH + x] = LAYER_OUTPUT(a);
  }
}

kernel __attribute__((reqd_work_group_size(IN_TILE_WIDTH, IN_TILE_HEIGHT, 1)))
void subsampling_backward_inputs(global const float *restrict derivative,
                                         global const float *restrict parameters, int coefficients,
                                         global const float *restrict input, global float *restrict in_derivative) {
  const int plane = get_group_id(0);
  const int x = get_group_id(1) * IN_TILE_WIDTH + get_local_id(0);
  const int y = get_group_id(2) * IN_TILE_HEIGHT + get_local_id(1);
  if (x < IN_WIDTH && y < IN_HEIGHT) {
    const float sum = window_sum(derivative + plane * OUT_AREA, OUT_WIDTH, units_of(x, y));
    const int unit = plane * IN_AREA + y * IN_WIDTH + x;
    const float d = propagation(parameters[coefficients + plane % IN_MAPS]) * sum;
    in_derivative[unit] = input_derivative(input[unit], d);
  }
}

// A work-group computes one map's coefficient and bias, summed over a block of samples. The coefficient is one
// connection to the sum of its window, so that its second derivative takes the square of that sum.
kernel __attribute__((reqd_work_group_size(COLUMN_LANES, SAMPLE_LANES, 1)))
void subsampling_backward_parameters(global const float *restrict input,
                                             global const float *restrict derivative, int samples, int block_size,
                                             int coefficients, int biases, int parameter_count,
                                             global float *restrict partial) {
  local float sums[2 * LANES];
  const int map = get_group_id(0);
  const int begin = get_group_id(1) * block_size;
  const int end = min(begin + block_size, samples);
  const int lane = get_local_id(1) * COLUMN_LANES + get_local_id(0);

  float coefficient_sum = 0;
  float bias_sum = 0;
  for (int first = begin; first < end; first += SAMPLE_LANES) {
    const int n = first + get_local_id(1);
    const int plane = min(n, end - 1) * IN_MAPS + map;
    for (int left = 0; left < OUT_WIDTH; left += COLUMN_LANES) {
      const int column = left + get_local_id(0);
      const int x = min(column, OUT_WIDTH - 1);
      const bool inside = n < end && column < OUT_WIDTH;
      for (int y = 0; y < OUT_HEIGHT; y++) {
        const float d = inside ? derivative[plane * OUT_AREA + y * OUT_WIDTH + x] : 0.0f;
        coefficient_sum += d * propagation(window_sum(input + plane * IN_AREA, IN_WIDTH, window_of(x, y)));
        bias_sum += d;
      }
    }
  }
  sums[lane] = coefficient_sum;
  sums[LANES + lane] = bias_sum;
  add_lanes(sums, 2, lane, LANES);

  global float *block = partial + get_group_id(1) * parameter_count;
  if (lane == 0) {
    block[coefficients + map] = sums[0];
    block[biases + map] = sums[LANES];
  }
}
