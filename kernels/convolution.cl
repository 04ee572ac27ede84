// Convolution over the pairs of a connection table: y_o = b_o + sum over the pairs (i, o) of w_io * x_i, a valid
// cross-correlation (C1, C3, C5 of LeCun et al. 1998). Arrays are in the order sample, map, row, column.
//
// The weights and the biases begin at places of their own in the vector of all parameters.
//
// A work-group computes one tile of one map. Work-items beyond the edge of the map compute its last row or column
// again and store nothing, so that all of a group go the same way.
#include "propagation.h"

#ifndef KERNEL
#define KERNEL 5
#define IN_MAPS 6
#define IN_HEIGHT 14
#define IN_WIDTH 14
#define OUT_MAPS 16
#endif
#ifndef TILE_WIDTH
#define TILE_WIDTH 10
#define TILE_HEIGHT 10
#define IN_TILE_WIDTH 14
#define IN_TILE_HEIGHT 14
#endif
#ifndef COLUMN_LANES
#define COLUMN_LANES 10
#define SAMPLE_LANES 8
#endif

#define OUT_HEIGHT (IN_HEIGHT - KERNEL + 1)
#define OUT_WIDTH (IN_WIDTH - KERNEL + 1)
#define LANES (COLUMN_LANES * SAMPLE_LANES)

// The pairs of output map o are first_pair[o] ... first_pair[o + 1] - 1.
kernel __attribute__((reqd_work_group_size(TILE_WIDTH, TILE_HEIGHT, 1)))
void convolution_forward(global const float *restrict input, global const float *restrict parameters, int weights,
                         int biases, global const int *restrict first_pair, global const int *restrict pair_input,
                         global float *restrict output) {
  const int sample = get_group_id(0) / OUT_MAPS;
  const int map = get_group_id(0) % OUT_MAPS;
  const int column = get_group_id(1) * TILE_WIDTH + get_local_id(0);
  const int row = get_group_id(2) * TILE_HEIGHT + get_local_id(1);
  const int x = min(column, OUT_WIDTH - 1);
  const int y = min(row, OUT_HEIGHT - 1);

  float sum = parameters[biases + map];
  for (int pair = first_pair[map]; pair < first_pair[map + 1]; pair++) {
    global const float *in = input + (sample * IN_MAPS + pair_input[pair]) * IN_HEIGHT * IN_WIDTH;
    global const float *weight = parameters + weights + pair * KERNEL * KERNEL;
    float window = 0;
#pragma unroll
    for (int ky = 0; ky < KERNEL; ky++) {
#pragma unroll
      for (int kx = 0; kx < KERNEL; kx++) {
        window += weight[ky * KERNEL + kx] * in[(y + ky) * IN_WIDTH + x + kx];
      }
    }
    sum += window;
  }
  if (column < OUT_WIDTH && row < OUT_HEIGHT) {
    output[((sample * OUT_MAPS + map) * OUT_HEIGHT + y) * OUT_WIDTH + x] = layer_output(sum);
  }
}

// The uses of input map i are first_use[i] ... first_use[i + 1] - 1: the pairs that read it.
static void to_inputs(global const float *restrict derivative, global const float *restrict parameters,
                      int weights, global const int *restrict first_use, global const int *restrict use_pair,
                      global const int *restrict pair_output, global const float *restrict input,
                      global float *restrict in_derivative, int order) {
  const int sample = get_group_id(0) / IN_MAPS;
  const int map = get_group_id(0) % IN_MAPS;
  const int column = get_group_id(1) * IN_TILE_WIDTH + get_local_id(0);
  const int row = get_group_id(2) * IN_TILE_HEIGHT + get_local_id(1);
  const int x = min(column, IN_WIDTH - 1);
  const int y = min(row, IN_HEIGHT - 1);

  float sum = 0;
  for (int use = first_use[map]; use < first_use[map + 1]; use++) {
    const int pair = use_pair[use];
    global const float *out = derivative + (sample * OUT_MAPS + pair_output[pair]) * OUT_HEIGHT * OUT_WIDTH;
    global const float *weight = parameters + weights + pair * KERNEL * KERNEL;
    float window = 0;
#pragma unroll
    for (int ky = 0; ky < KERNEL; ky++) {
#pragma unroll
      for (int kx = 0; kx < KERNEL; kx++) {
        const int out_y = y - ky;
        const int out_x = x - kx;
        const bool inside = out_y >= 0 && out_y < OUT_HEIGHT && out_x >= 0 && out_x < OUT_WIDTH;
        const float d = inside ? out[out_y * OUT_WIDTH + out_x] : 0.0f;
        window += propagation(weight[ky * KERNEL + kx], order) * d;
      }
    }
    sum += window;
  }
  if (column < IN_WIDTH && row < IN_HEIGHT) {
    const int unit = ((sample * IN_MAPS + map) * IN_HEIGHT + y) * IN_WIDTH + x;
    in_derivative[unit] = input_derivative(input[unit], sum, order);
  }
}

kernel __attribute__((reqd_work_group_size(IN_TILE_WIDTH, IN_TILE_HEIGHT, 1)))
void convolution_backward_inputs(global const float *restrict derivative, global const float *restrict parameters,
                                 int weights, global const int *restrict first_use,
                                 global const int *restrict use_pair,
                                 global const int *restrict pair_output, global const float *restrict input,
                                 global float *restrict in_derivative) {
  to_inputs(derivative, parameters, weights, first_use, use_pair, pair_output, input, in_derivative, 1);
}

kernel __attribute__((reqd_work_group_size(IN_TILE_WIDTH, IN_TILE_HEIGHT, 1)))
void convolution_curvature_inputs(global const float *restrict derivative, global const float *restrict parameters,
                                  int weights, global const int *restrict first_use,
                                  global const int *restrict use_pair,
                                  global const int *restrict pair_output, global const float *restrict input,
                                  global float *restrict in_derivative) {
  to_inputs(derivative, parameters, weights, first_use, use_pair, pair_output, input, in_derivative, 2);
}

// A work-group computes one row of one kernel, summed over a block of samples; its lanes share out columns and
// samples. The group of the first row of an output map's first kernel adds the map's bias.
static void to_parameters(global const float *restrict input, global const float *restrict derivative,
                          global const int *restrict first_pair, global const int *restrict pair_input,
                          global const int *restrict pair_output, int samples, int block_size, int weights, int biases,
                          int parameter_count, global float *restrict partial, local float *sums, int order) {
  const int pair = get_group_id(0) / KERNEL;
  const int ky = get_group_id(0) % KERNEL;
  const int map = pair_output[pair];
  const int begin = get_group_id(1) * block_size;
  const int end = min(begin + block_size, samples);
  const int lane = get_local_id(1) * COLUMN_LANES + get_local_id(0);

  float weight_sum[KERNEL];
  float bias_sum = 0;
#pragma unroll
  for (int kx = 0; kx < KERNEL; kx++) {
    weight_sum[kx] = 0;
  }
  for (int first = begin; first < end; first += SAMPLE_LANES) {
    const int n = first + get_local_id(1);
    const int sample = min(n, end - 1);
    global const float *in = input + ((sample * IN_MAPS + pair_input[pair]) * IN_HEIGHT + ky) * IN_WIDTH;
    global const float *out = derivative + (sample * OUT_MAPS + map) * OUT_HEIGHT * OUT_WIDTH;
    for (int left = 0; left < OUT_WIDTH; left += COLUMN_LANES) {
      const int column = left + get_local_id(0);
      const int x = min(column, OUT_WIDTH - 1);
      const bool inside = n < end && column < OUT_WIDTH;
      for (int y = 0; y < OUT_HEIGHT; y++) {
        const float d = inside ? out[y * OUT_WIDTH + x] : 0.0f;
        bias_sum += d;
#pragma unroll
        for (int kx = 0; kx < KERNEL; kx++) {
          weight_sum[kx] += d * propagation(in[y * IN_WIDTH + x + kx], order);
        }
      }
    }
  }
#pragma unroll
  for (int kx = 0; kx < KERNEL; kx++) {
    sums[kx * LANES + lane] = weight_sum[kx];
  }
  sums[KERNEL * LANES + lane] = bias_sum;
  add_lanes(sums, KERNEL + 1, lane, LANES);

  global float *block = partial + get_group_id(1) * parameter_count;
  if (lane == 0) {
    for (int kx = 0; kx < KERNEL; kx++) {
      block[weights + (pair * KERNEL + ky) * KERNEL + kx] = sums[kx * LANES];
    }
    if (ky == 0 && pair == first_pair[map]) {
      block[biases + map] = sums[KERNEL * LANES];
    }
  }
}

kernel __attribute__((reqd_work_group_size(COLUMN_LANES, SAMPLE_LANES, 1)))
void convolution_backward_parameters(global const float *restrict input, global const float *restrict derivative,
                                     global const int *restrict first_pair, global const int *restrict pair_input,
                                     global const int *restrict pair_output, int samples, int block_size,
                                     int weights, int biases, int parameter_count,
                                     global float *restrict partial) {
  local float sums[(KERNEL + 1) * LANES];
  to_parameters(input, derivative, first_pair, pair_input, pair_output, samples, block_size, weights, biases,
                parameter_count, partial, sums, 1);
}

kernel __attribute__((reqd_work_group_size(COLUMN_LANES, SAMPLE_LANES, 1)))
void convolution_curvature_parameters(global const float *restrict input, global const float *restrict derivative,
                                      global const int *restrict first_pair, global const int *restrict pair_input,
                                      global const int *restrict pair_output, int samples, int block_size,
                                      int weights, int biases, int parameter_count,
                                      global float *restrict partial) {
  local float sums[(KERNEL + 1) * LANES];
  to_parameters(input, derivative, first_pair, pair_input, pair_output, samples, block_size, weights, biases,
                parameter_count, partial, sums, 2);
}
