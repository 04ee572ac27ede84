// A convolution whose weights are not shared: y_u = b_u + sum over the window of unit u of w_uk x_k, k counting the
// inputs of all maps in the window, with or without biases. Arrays are in the order sample, map, row, column. The
// weights and the biases begin at places of their own in the vector of all parameters.
#include "propagation.h"
#include "window.h"

#ifndef BIASED
#define BIASED 1
#endif
#ifndef LANES
#define LANES 32
#define TILE_SAMPLES 4
#define INPUT_LANES 64
#endif

#define WINDOW_AREA (WINDOW_HEIGHT * WINDOW_WIDTH)
#define FAN_IN (IN_MAPS * WINDOW_AREA)
#define IN_SIZE (IN_MAPS * IN_AREA)
#define OUT_SIZE (OUT_MAPS * OUT_AREA)

// The place in the sample of input k of a unit, or -1 where it is padding.
static int input_of(int unit, int k) {
  const int position = unit % OUT_AREA;
  const int map = k / WINDOW_AREA;
  const int x = position % OUT_WIDTH * STRIDE_ACROSS - LEFT + k % WINDOW_WIDTH;
  const int y = position / OUT_WIDTH * STRIDE_DOWN - TOP + k / WINDOW_WIDTH % WINDOW_HEIGHT;
  const bool inside = x >= 0 && x < IN_WIDTH && y >= 0 && y < IN_HEIGHT;
  return inside ? (map * IN_HEIGHT + y) * IN_WIDTH + x : -1;
}

// A work-group computes one unit for a tile of samples; its lanes share out the inputs.
kernel __attribute__((reqd_work_group_size(LANES, 1, 1)))
void locally_connected_forward(global const float *restrict input, global const float *restrict parameters,
                               int weights, int biases, int samples, global float *restrict output) {
  local float sums[TILE_SAMPLES * LANES];
  const int unit = get_group_id(0);
  const int first = get_group_id(1) * TILE_SAMPLES;
  const int lane = get_local_id(0);

  float sum[TILE_SAMPLES];
#pragma unroll
  for (int s = 0; s < TILE_SAMPLES; s++) {
    sum[s] = 0;
  }
  for (int k = lane; k < FAN_IN; k += LANES) {
    const int place = input_of(unit, k);
    const float weight = place < 0 ? 0.0f : parameters[weights + unit * FAN_IN + k];
#pragma unroll
    for (int s = 0; s < TILE_SAMPLES; s++) {
      sum[s] += weight * input[min(first + s, samples - 1) * IN_SIZE + max(place, 0)];
    }
  }
#pragma unroll
  for (int s = 0; s < TILE_SAMPLES; s++) {
    sums[s * LANES + lane] = sum[s];
  }
  add_lanes(sums, TILE_SAMPLES, lane, LANES);
  for (int s = lane; s < TILE_SAMPLES; s += LANES) {
    if (first + s < samples) {
      const float a = sums[s * LANES] + (BIASED ? parameters[biases + unit] : 0.0f);
      output[(first + s) * OUT_SIZE + unit] = LAYER_OUTPUT(a);
    }
  }
}

// A work-item computes one input's derivative for a tile of samples.
kernel __attribute__((reqd_work_group_size(INPUT_LANES, 1, 1)))
void locally_connected_backward_inputs(global const float *restrict derivative,
                                       global const float *restrict parameters, int weights,
                                       global const float *restrict input, int samples,
                                       global float *restrict in_derivative) {
  const int first = get_group_id(1) * TILE_SAMPLES;
  const int place = get_group_id(0) * INPUT_LANES + get_local_id(0);
  if (place < IN_SIZE) {
    const int map = place / IN_AREA;
    const int y = (place - map * IN_AREA) / IN_WIDTH;
    const int x = place % IN_WIDTH;
    const extent units = units_of(x, y);
    float sum[TILE_SAMPLES];
#pragma unroll
    for (int s = 0; s < TILE_SAMPLES; s++) {
      sum[s] = 0;
    }
    for (int o = 0; o < OUT_MAPS; o++) {
      for (int row = units.top; row < units.bottom; row++) {
        for (int column = units.left; column < units.right; column++) {
          const int unit = (o * OUT_HEIGHT + row) * OUT_WIDTH + column;
          const int ky = y + TOP - row * STRIDE_DOWN;
          const int kx = x + LEFT - column * STRIDE_ACROSS;
          const int k = (map * WINDOW_HEIGHT + ky) * WINDOW_WIDTH + kx;
          const float weight = propagation(parameters[weights + unit * FAN_IN + k]);
#pragma unroll
          for (int s = 0; s < TILE_SAMPLES; s++) {
            sum[s] += weight * derivative[min(first + s, samples - 1) * OUT_SIZE + unit];
          }
        }
      }
    }
#pragma unroll
    for (int s = 0; s < TILE_SAMPLES; s++) {
      if (first + s < samples) {
        const int i = (first + s) * IN_SIZE + place;
        in_derivative[i] = input_derivative(input[i], sum[s]);
      }
    }
  }
}

// A work-item computes one weight of a unit, summed over a block of samples. The item after the last input stands for
// the unit that is always 1, whose weight is the bias.
kernel __attribute__((reqd_work_group_size(INPUT_LANES, 1, 1)))
void locally_connected_backward_parameters(global const float *restrict input,
                                           global const float *restrict derivative, int samples, int block_size,
                                           int weights, int biases, int parameter_count,
                                           global float *restrict partial) {
  const int k = get_group_id(0) * INPUT_LANES + get_local_id(0);
  const int unit = get_group_id(1);
  const int begin = get_group_id(2) * block_size;
  const int end = min(begin + block_size, samples);
  const int place = k < FAN_IN ? input_of(unit, k) : -1;

  float sum = 0;
  for (int sample = begin; sample < end; sample++) {
    const float value = propagation(input[sample * IN_SIZE + max(place, 0)]);
    const float x = k < FAN_IN ? (place < 0 ? 0.0f : value) : 1.0f;
    sum += derivative[sample * OUT_SIZE + unit] * x;
  }
  global float *block = partial + get_group_id(2) * parameter_count;
  if (k < FAN_IN) {
    block[weights + unit * FAN_IN + k] = sum;
  } else if (BIASED && k == FAN_IN) {
    block[biases + unit] = sum;
  }
}
