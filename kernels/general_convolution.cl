// Convolution over the pairs of a connection table with any kernel, stride and padding, with or without biases:
// y_o = b_o + sum over the pairs (i, o) of w_io * x_i, zeros standing around x. Arrays are in the order sample, map,
// row, column. The weights and the biases begin at places of their own in the vector of all parameters.
#include "propagation.h"
#include "window.h"

#ifndef BIAS
#define BIAS 1
#endif
// Whether windows reach into padding.
#ifndef PADDED
#define PADDED 1
#endif
#ifndef COLUMN_LANES
#define COLUMN_LANES 14
#define SAMPLE_LANES 4
#endif

#define WINDOW_AREA (WINDOW_HEIGHT * WINDOW_WIDTH)
#define LANES (COLUMN_LANES * SAMPLE_LANES)

static bool has_column(int x) { return !PADDED || (x >= 0 && x < IN_WIDTH); }

static int nearest_column(int x) { return PADDED ? clamp(x, 0, IN_WIDTH - 1) : x; }

// A work-group computes one tile of one map. The pairs of output map o are first_pair[o] ... first_pair[o + 1] - 1.
kernel __attribute__((reqd_work_group_size(TILE_WIDTH, TILE_HEIGHT, 1)))
void general_convolution_forward(global const float *restrict input, global const float *restrict parameters,
                                 int weights, int biases, global const int *restrict first_pair,
                                 global const int *restrict pair_input, global float *restrict output) {
  const int sample = get_group_id(0) / OUT_MAPS;
  const int map = get_group_id(0) - sample * OUT_MAPS;
  const int x = get_group_id(1) * TILE_WIDTH + get_local_id(0);
  const int y = get_group_id(2) * TILE_HEIGHT + get_local_id(1);
  if (x < OUT_WIDTH && y < OUT_HEIGHT) {
    const int left = x * STRIDE_ACROSS - LEFT;
    const int top = y * STRIDE_DOWN - TOP;
    const extent window = window_of(x, y);
    float sum = BIAS ? parameters[biases + map] : 0.0f;
    for (int pair = first_pair[map]; pair < first_pair[map + 1]; pair++) {
      global const float *in = input + (sample * IN_MAPS + pair_input[pair]) * IN_AREA;
      global const float *weight = parameters + weights + pair * WINDOW_AREA;
      float part = 0;
      for (int row = window.top; row < window.bottom; row++) {
        const int ky = row - top;
#pragma unroll
        for (int kx = 0; kx < WINDOW_WIDTH; kx++) {
          const float value = in[row * IN_WIDTH + nearest_column(left + kx)];
          part += has_column(left + kx) ? weight[ky * WINDOW_WIDTH + kx] * value : 0.0f;
        }
      }
      sum += part;
    }
    output[(sample * OUT_MAPS + map) * OUT_AREA + y * OUT_WIDTH + x] = LAYER_OUTPUT(sum);
  }
}

// The uses of input map i are first_use[i] ... first_use[i + 1] - 1: the pairs that read it.
kernel __attribute__((reqd_work_group_size(IN_TILE_WIDTH, IN_TILE_HEIGHT, 1)))
void general_convolution_backward_inputs(global const float *restrict derivative,
                                         global const float *restrict parameters, int weights,
                                         global const int *restrict first_use, global const int *restrict use_pair,
                                         global const int *restrict pair_output, global const float *restrict input,
                                         global float *restrict in_derivative) {
  const int sample = get_group_id(0) / IN_MAPS;
  const int map = get_group_id(0) - sample * IN_MAPS;
  const int x = get_group_id(1) * IN_TILE_WIDTH + get_local_id(0);
  const int y = get_group_id(2) * IN_TILE_HEIGHT + get_local_id(1);
  if (x < IN_WIDTH && y < IN_HEIGHT) {
    const extent units = units_of(x, y);
    float sum = 0;
    for (int use = first_use[map]; use < first_use[map + 1]; use++) {
      const int pair = use_pair[use];
      global const float *out = derivative + (sample * OUT_MAPS + pair_output[pair]) * OUT_AREA;
      global const float *weight = parameters + weights + pair * WINDOW_AREA;
      float part = 0;
      for (int row = units.top; row < units.bottom; row++) {
        const int ky = y + TOP - row * STRIDE_DOWN;
        for (int column = units.left; column < units.right; column++) {
          const int kx = x + LEFT - column * STRIDE_ACROSS;
          part += propagation(weight[ky * WINDOW_WIDTH + kx]) * out[row * OUT_WIDTH + column];
        }
      }
      sum += part;
    }
    const int unit = (sample * IN_MAPS + map) * IN_AREA + y * IN_WIDTH + x;
    in_derivative[unit] = input_derivative(input[unit], sum);
  }
}

// A work-group computes one row of one kernel, summed over a block of samples; its lanes share out columns and
// samples. The group of the first row of an output map's first kernel adds the map's bias.
kernel __attribute__((reqd_work_group_size(COLUMN_LANES, SAMPLE_LANES, 1)))
void general_convolution_backward_parameters(global const float *restrict input,
                                             global const float *restrict derivative,
                                             global const int *restrict first_pair,
                                             global const int *restrict pair_input,
                                             global const int *restrict pair_output, int samples, int block_size,
                                             int weights, int biases, int parameter_count,
                                             global float *restrict partial) {
  local float sums[(WINDOW_WIDTH + 1) * LANES];
  const int pair = get_group_id(0) / WINDOW_HEIGHT;
  const int ky = get_group_id(0) - pair * WINDOW_HEIGHT;
  const int map = pair_output[pair];
  const int begin = get_group_id(1) * block_size;
  const int end = min(begin + block_size, samples);
  const int lane = get_local_id(1) * COLUMN_LANES + get_local_id(0);

  float weight_sum[WINDOW_WIDTH];
  float bias_sum = 0;
#pragma unroll
  for (int kx = 0; kx < WINDOW_WIDTH; kx++) {
    weight_sum[kx] = 0;
  }
  for (int first = begin; first < end; first += SAMPLE_LANES) {
    const int n = first + get_local_id(1);
    const int sample = min(n, end - 1);
    global const float *in = input + (sample * IN_MAPS + pair_input[pair]) * IN_AREA;
    global const float *out = derivative + (sample * OUT_MAPS + map) * OUT_AREA;
    for (int first_column = 0; first_column < OUT_WIDTH; first_column += COLUMN_LANES) {
      const int column = first_column + get_local_id(0);
      const bool inside = n < end && column < OUT_WIDTH;
      const int x = min(column, OUT_WIDTH - 1);
      const int left = x * STRIDE_ACROSS - LEFT;
      for (int y = 0; y < OUT_HEIGHT; y++) {
        const float d = inside ? out[y * OUT_WIDTH + x] : 0.0f;
        bias_sum += d;
        const int row = y * STRIDE_DOWN + ky - TOP;
        if (!PADDED || (row >= 0 && row < IN_HEIGHT)) {
#pragma unroll
          for (int kx = 0; kx < WINDOW_WIDTH; kx++) {
            const float value = propagation(in[row * IN_WIDTH + nearest_column(left + kx)]);
            weight_sum[kx] += has_column(left + kx) ? d * value : 0.0f;
          }
        }
      }
    }
  }
#pragma unroll
  for (int kx = 0; kx < WINDOW_WIDTH; kx++) {
    sums[kx * LANES + lane] = weight_sum[kx];
  }
  sums[WINDOW_WIDTH * LANES + lane] = bias_sum;
  add_lanes(sums, WINDOW_WIDTH + 1, lane, LANES);

  global float *block = partial + get_group_id(1) * parameter_count;
  if (lane == 0) {
    for (int kx = 0; kx < WINDOW_WIDTH; kx++) {
      block[weights + (pair * WINDOW_HEIGHT + ky) * WINDOW_WIDTH + kx] = sums[kx * LANES];
    }
    if (BIAS && ky == 0 && pair == first_pair[map]) {
      block[biases + map] = sums[WINDOW_WIDTH * LANES];
    }
  }
}
