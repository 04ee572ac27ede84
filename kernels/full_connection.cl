// Full connection: y_o = b_o + sum over i of w_oi x_i (F6 of LeCun et al. 1998), at each position; and a convolution
// whose kernels cover its whole input (C5), which is the same. Arrays are in the order sample, unit, position. A pair
// of sample and position is called a row. The weights and the biases begin at places of their own in the vector of all
// parameters; without BIASED there are no biases.
#include "propagation.h"

#ifndef INPUTS
#define INPUTS 400
#define OUTPUTS 120
#define POSITIONS 1
#endif
#ifndef BIASED
#define BIASED 1
#endif
#ifndef LANES
#define LANES 32
#define TILE_ROWS 4
#define TILE_OUTPUTS 4
#define INPUT_LANES 64
#endif

// Where a unit's value of a row stands.
static int at(int row, int unit, int units) {
  const int sample = row / POSITIONS;
  const int position = row - sample * POSITIONS;
  return (sample * units + unit) * POSITIONS + position;
}

// A work-group computes a tile of outputs for a tile of rows; its lanes share out the inputs.
kernel __attribute__((reqd_work_group_size(LANES, 1, 1)))
void full_connection_forward(global const float *restrict input, global const float *restrict parameters, int weights,
                             int biases, int rows, global float *restrict output) {
  local float sums[TILE_ROWS * TILE_OUTPUTS * LANES];
  const int first_row = get_group_id(0) * TILE_ROWS;
  const int first_output = get_group_id(1) * TILE_OUTPUTS;
  const int lane = get_local_id(0);

  float sum[TILE_ROWS][TILE_OUTPUTS];
#pragma unroll
  for (int r = 0; r < TILE_ROWS; r++) {
#pragma unroll
    for (int o = 0; o < TILE_OUTPUTS; o++) {
      sum[r][o] = 0;
    }
  }
  for (int first = 0; first < INPUTS; first += LANES) {
    const int i = min(first + lane, INPUTS - 1);
    const float there = first + lane < INPUTS ? 1.0f : 0.0f;
    float weight[TILE_OUTPUTS];
#pragma unroll
    for (int o = 0; o < TILE_OUTPUTS; o++) {
      weight[o] = there * parameters[weights + min(first_output + o, OUTPUTS - 1) * INPUTS + i];
    }
#pragma unroll
    for (int r = 0; r < TILE_ROWS; r++) {
      const float x = input[at(min(first_row + r, rows - 1), i, INPUTS)];
#pragma unroll
      for (int o = 0; o < TILE_OUTPUTS; o++) {
        sum[r][o] += weight[o] * x;
      }
    }
  }
#pragma unroll
  for (int r = 0; r < TILE_ROWS; r++) {
#pragma unroll
    for (int o = 0; o < TILE_OUTPUTS; o++) {
      sums[(r * TILE_OUTPUTS + o) * LANES + lane] = sum[r][o];
    }
  }
  add_lanes(sums, TILE_ROWS * TILE_OUTPUTS, lane, LANES);
  for (int t = lane; t < TILE_ROWS * TILE_OUTPUTS; t += LANES) {
    const int r = t / TILE_OUTPUTS;
    const int row = first_row + r;
    const int o = first_output + t - r * TILE_OUTPUTS;
    if (row < rows && o < OUTPUTS) {
      output[at(row, o, OUTPUTS)] = LAYER_OUTPUT((BIASED ? parameters[biases + o] : 0.0f) + sums[t * LANES]);
    }
  }
}

// A work-item computes one input's derivative for a tile of rows.
kernel __attribute__((reqd_work_group_size(INPUT_LANES, 1, 1)))
void full_connection_backward_inputs(global const float *restrict derivative, global const float *restrict parameters,
                                     int weights, global const float *restrict input, int rows,
                                     global float *restrict in_derivative) {
  const int first_row = get_group_id(0) * TILE_ROWS;
  const int unit = get_group_id(1) * INPUT_LANES + get_local_id(0);
  const int i = min(unit, INPUTS - 1);

  float sum[TILE_ROWS];
#pragma unroll
  for (int r = 0; r < TILE_ROWS; r++) {
    sum[r] = 0;
  }
  for (int o = 0; o < OUTPUTS; o++) {
    const float w = propagation(parameters[weights + o * INPUTS + i]);
#pragma unroll
    for (int r = 0; r < TILE_ROWS; r++) {
      sum[r] += w * derivative[at(min(first_row + r, rows - 1), o, OUTPUTS)];
    }
  }
#pragma unroll
  for (int r = 0; r < TILE_ROWS; r++) {
    if (unit < INPUTS && first_row + r < rows) {
      const int k = at(first_row + r, unit, INPUTS);
      in_derivative[k] = input_derivative(input[k], sum[r]);
    }
  }
}

// A work-item computes the weights from one input to a tile of outputs, summed over a block of rows. The item after the
// last input stands for the unit that is always 1, whose weights are the biases.
kernel __attribute__((reqd_work_group_size(INPUT_LANES, 1, 1)))
void full_connection_backward_parameters(global const float *restrict input, global const float *restrict derivative,
                                         int rows, int block_size, int weights, int biases,
                                         int parameter_count, global float *restrict partial) {
  const int unit = get_group_id(0) * INPUT_LANES + get_local_id(0);
  const int i = min(unit, INPUTS - 1);
  const int first_output = get_group_id(1) * TILE_OUTPUTS;
  const int begin = get_group_id(2) * block_size;
  const int end = min(begin + block_size, rows);

  float sum[TILE_OUTPUTS];
#pragma unroll
  for (int o = 0; o < TILE_OUTPUTS; o++) {
    sum[o] = 0;
  }
  for (int row = begin; row < end; row++) {
    const float x = unit < INPUTS ? propagation(input[at(row, i, INPUTS)]) : 1.0f;
#pragma unroll
    for (int o = 0; o < TILE_OUTPUTS; o++) {
      sum[o] += derivative[at(row, min(first_output + o, OUTPUTS - 1), OUTPUTS)] * x;
    }
  }
  global float *block = partial + get_group_id(2) * parameter_count;
#pragma unroll
  for (int o = 0; o < TILE_OUTPUTS; o++) {
    if (first_output + o < OUTPUTS && unit < INPUTS + BIASED) {
      block[unit < INPUTS ? weights + (first_output + o) * INPUTS + unit : biases + first_output + o] = sum[o];
    }
  }
}
