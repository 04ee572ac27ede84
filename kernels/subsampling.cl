// Trainable subsampling: y = c * (sum of the window) + b, with a coefficient c and a bias b for each map (S2, S4 of
// LeCun et al. 1998). Windows do not overlap. Arrays are in the order sample, map, row, column. The coefficients and
// the biases begin at places of their own in the vector of all parameters.
#include "propagation.h"

#ifndef WINDOW
#define WINDOW 2
#define MAPS 6
#define IN_HEIGHT 28
#define IN_WIDTH 28
#endif
#ifndef TILE_WIDTH
#define TILE_WIDTH 14
#define TILE_HEIGHT 14
#define IN_TILE_WIDTH 28
#define IN_TILE_HEIGHT 7
#endif
#ifndef COLUMN_LANES
#define COLUMN_LANES 14
#define SAMPLE_LANES 8
#endif

#define OUT_HEIGHT (IN_HEIGHT / WINDOW)
#define OUT_WIDTH (IN_WIDTH / WINDOW)
#define LANES (COLUMN_LANES * SAMPLE_LANES)

// The sum over the window of output (x, y).
static float window_sum(global const float *in, int x, int y) {
  float sum = 0;
#pragma unroll
  for (int wy = 0; wy < WINDOW; wy++) {
#pragma unroll
    for (int wx = 0; wx < WINDOW; wx++) {
      sum += in[(y * WINDOW + wy) * IN_WIDTH + x * WINDOW + wx];
    }
  }
  return sum;
}

kernel __attribute__((reqd_work_group_size(TILE_WIDTH, TILE_HEIGHT, 1)))
void subsampling_forward(global const float *restrict input, global const float *restrict parameters,
                         int coefficients, int biases, global float *restrict output) {
  const int plane = get_group_id(0); // sample * MAPS + map
  const int map = plane % MAPS;
  const int x = get_group_id(1) * TILE_WIDTH + get_local_id(0);
  const int y = get_group_id(2) * TILE_HEIGHT + get_local_id(1);
  if (x < OUT_WIDTH && y < OUT_HEIGHT) {
    const float sum = window_sum(input + plane * IN_HEIGHT * IN_WIDTH, x, y);
    const float a = parameters[coefficients + map] * sum + parameters[biases + map];
    output[(plane * OUT_HEIGHT + y) * OUT_WIDTH + x] = LAYER_OUTPUT(a);
  }
}

static void to_inputs(global const float *restrict derivative, global const float *restrict parameters,
                      int coefficients, global const float *restrict input, global float *restrict in_derivative,
                      int order) {
  const int plane = get_group_id(0);
  const int map = plane % MAPS;
  const int x = get_group_id(1) * IN_TILE_WIDTH + get_local_id(0);
  const int y = get_group_id(2) * IN_TILE_HEIGHT + get_local_id(1);
  if (x < IN_WIDTH && y < IN_HEIGHT) {
    const int unit = (plane * IN_HEIGHT + y) * IN_WIDTH + x;
    const int out_x = x / WINDOW;
    const int out_y = y / WINDOW;
    const bool inside = out_x < OUT_WIDTH && out_y < OUT_HEIGHT;
    const float d = inside ? derivative[(plane * OUT_HEIGHT + out_y) * OUT_WIDTH + out_x] : 0.0f;
    const float sum = propagation(parameters[coefficients + map], order) * d;
    in_derivative[unit] = input_derivative(input[unit], sum, order);
  }
}

kernel __attribute__((reqd_work_group_size(IN_TILE_WIDTH, IN_TILE_HEIGHT, 1)))
void subsampling_backward_inputs(global const float *restrict derivative, global const float *restrict parameters,
                                 int coefficients, global const float *restrict input,
                                 global float *restrict in_derivative) {
  to_inputs(derivative, parameters, coefficients, input, in_derivative, 1);
}

kernel __attribute__((reqd_work_group_size(IN_TILE_WIDTH, IN_TILE_HEIGHT, 1)))
void subsampling_curvature_inputs(global const float *restrict derivative, global const float *restrict parameters,
                                  int coefficients, global const float *restrict input,
                                  global float *restrict in_derivative) {
  to_inputs(derivative, parameters, coefficients, input, in_derivative, 2);
}

// A work-group computes one map's coefficient and bias, summed over a block of samples. The coefficient is one
// connection to the sum of its window, so that its second derivative takes the square of that sum.
static void to_parameters(global const float *restrict input, global const float *restrict derivative, int samples,
                          int block_size, int coefficients, int biases, int parameter_count,
                          global float *restrict partial, local float *sums, int order) {
  const int map = get_group_id(0);
  const int begin = get_group_id(1) * block_size;
  const int end = min(begin + block_size, samples);
  const int lane = get_local_id(1) * COLUMN_LANES + get_local_id(0);

  float coefficient_sum = 0;
  float bias_sum = 0;
  for (int first = begin; first < end; first += SAMPLE_LANES) {
    const int n = first + get_local_id(1);
    const int plane = min(n, end - 1) * MAPS + map;
    for (int left = 0; left < OUT_WIDTH; left += COLUMN_LANES) {
      const int column = left + get_local_id(0);
      const int x = min(column, OUT_WIDTH - 1);
      const bool inside = n < end && column < OUT_WIDTH;
      for (int y = 0; y < OUT_HEIGHT; y++) {
        const float d = inside ? derivative[(plane * OUT_HEIGHT + y) * OUT_WIDTH + x] : 0.0f;
        coefficient_sum += d * propagation(window_sum(input + plane * IN_HEIGHT * IN_WIDTH, x, y), order);
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

kernel __attribute__((reqd_work_group_size(COLUMN_LANES, SAMPLE_LANES, 1)))
void subsampling_backward_parameters(global const float *restrict input, global const float *restrict derivative,
                                     int samples, int block_size, int coefficients, int biases,
                                     int parameter_count, global float *restrict partial) {
  local float sums[2 * LANES];
  to_parameters(input, derivative, samples, block_size, coefficients, biases, parameter_count, partial, sums, 1);
}

kernel __attribute__((reqd_work_group_size(COLUMN_LANES, SAMPLE_LANES, 1)))
void subsampling_curvature_parameters(global const float *restrict input, global const float *restrict derivative,
                                      int samples, int block_size, int coefficients, int biases,
                                      int parameter_count, global float *restrict partial) {
  local float sums[2 * LANES];
  to_parameters(input, derivative, samples, block_size, coefficients, biases, parameter_count, partial, sums, 2);
}
