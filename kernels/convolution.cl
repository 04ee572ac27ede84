// Convolution over the pairs of a connection table, a cross-correlation: y_o = b_o + sum over the pairs (i, o) of
// w_io * x_i, zeros standing around x (C1, C3, C5 of LeCun et al. 1998). Arrays are in the order sample, map, row, column.
//
// The weights and the biases begin at places of their own in the vector of all parameters.
//
// A work-group computes one tile of one map, a work-item a strip of STRIP neighbours in a row. On GPUs a strip is one
// unit and neighbouring work-items have neighbouring units; on CPUs it fills the vector registers.
#include "propagation.h"

// Whether windows are square, have steps of one and do not leave the map. Others have strips of one unit.
#ifndef PLAIN
#define PLAIN 1
#endif
#if PLAIN && !defined(WINDOW_HEIGHT)
#define WINDOW_HEIGHT 5
#define WINDOW_WIDTH 5
#define STRIDE_DOWN 1
#define STRIDE_ACROSS 1
#define TOP 0
#define LEFT 0
#define IN_MAPS 6
#define IN_HEIGHT 14
#define IN_WIDTH 14
#define OUT_MAPS 16
#define OUT_HEIGHT 10
#define OUT_WIDTH 10
#define TILE_WIDTH 10
#define TILE_HEIGHT 10
#define IN_TILE_WIDTH 14
#define IN_TILE_HEIGHT 14
#endif
#include "window.h"

#ifndef BIASED
#define BIASED 1
#endif
#ifndef STRIP
#define STRIP 1
#endif
#ifndef COLUMN_LANES
#define COLUMN_LANES 10
#define SAMPLE_LANES 8
#endif

#define WINDOW_AREA (WINDOW_HEIGHT * WINDOW_WIDTH)
#define LANES (COLUMN_LANES * SAMPLE_LANES)

#if STRIP == 8
typedef float8 strip;
#define LOAD_STRIP(from) vload8(0, from)
#define STORE_STRIP(values, to) vstore8(values, 0, to)
#elif STRIP == 4
typedef float4 strip;
#define LOAD_STRIP(from) vload4(0, from)
#define STORE_STRIP(values, to) vstore4(values, 0, to)
#else
typedef float strip;
#define LOAD_STRIP(from) (*(from))
#define STORE_STRIP(values, to) (*(to) = (values))
#endif

// A product with what stands in column x of the input, which is zero in the padding.
#if PLAIN
#define IN_COLUMN(x, product) (product)
#else
#define IN_COLUMN(x, product) (INSIDE || ((x) >= 0 && (x) < IN_WIDTH) ? (product) : 0.0f)
#endif

// Of a window that begins in column `left` the column nearest to kx that is in the map.
static int nearest(int left, int kx) { return INSIDE ? kx : clamp(left + kx, 0, IN_WIDTH - 1) - left; }

// A tile's width is in strips. The pairs of output map o are first_pair[o] ... first_pair[o + 1] - 1. The last strip of a
// row begins early enough to end with the row, and stores only the units that no other strip does; rows beyond the map
// compute its last row again and store nothing.
kernel __attribute__((reqd_work_group_size(TILE_WIDTH, TILE_HEIGHT, 1)))
void convolution_forward(global const float *restrict input, global const float *restrict parameters, int weights,
                         int biases, global const int *restrict first_pair, global const int *restrict pair_input,
                         global float *restrict output) {
  const int sample = get_group_id(0) / OUT_MAPS;
  const int map = get_group_id(0) - sample * OUT_MAPS;
  const int column = (get_group_id(1) * TILE_WIDTH + get_local_id(0)) * STRIP;
  const int row = get_group_id(2) * TILE_HEIGHT + get_local_id(1);
  const int x = min(column, OUT_WIDTH - STRIP);
  const int y = min(row, OUT_HEIGHT - 1);
  const int left = x * STRIDE_ACROSS - LEFT;
  const int top = y * STRIDE_DOWN - TOP;
  const int first = INSIDE ? 0 : max(0, -top);
  const int end = INSIDE ? WINDOW_HEIGHT : min(WINDOW_HEIGHT, IN_HEIGHT - top);

  strip sum = BIASED ? parameters[biases + map] : 0.0f;
  for (int pair = first_pair[map]; pair < first_pair[map + 1]; pair++) {
    global const float *in = input + (sample * IN_MAPS + pair_input[pair]) * IN_AREA;
    global const float *weight = parameters + weights + pair * WINDOW_AREA;
    strip part = 0;
    for (int ky = first; ky < end; ky++) {
#pragma unroll
      for (int kx = 0; kx < WINDOW_WIDTH; kx++) {
        const strip values = LOAD_STRIP(in + (top + ky) * IN_WIDTH + left + nearest(left, kx));
        part += IN_COLUMN(left + kx, weight[ky * WINDOW_WIDTH + kx] * values);
      }
    }
    sum += part;
  }
  float units[STRIP];
  STORE_STRIP(LAYER_OUTPUT(sum), units);
#pragma unroll
  for (int s = 0; s < STRIP; s++) {
    if (x + s >= column && row < OUT_HEIGHT) {
      output[((sample * OUT_MAPS + map) * OUT_HEIGHT + y) * OUT_WIDTH + x + s] = units[s];
    }
  }
}

#if PLAIN
#define PATCH_WIDTH (IN_TILE_WIDTH * STRIP + WINDOW_WIDTH - 1)
#define PATCH_HEIGHT (IN_TILE_HEIGHT + WINDOW_HEIGHT - 1)
#endif

// The uses of input map i are first_use[i] ... first_use[i + 1] - 1: the pairs that read it. Of plain windows the
// derivatives by the outputs that a tile needs are copied to a patch, which is 0 where it lies outside the map; for
// others a work-item asks which units see its input.
kernel __attribute__((reqd_work_group_size(IN_TILE_WIDTH, IN_TILE_HEIGHT, 1)))
void convolution_backward_inputs(global const float *restrict derivative, global const float *restrict parameters,
                                 int weights, global const float *restrict input,
                                 global const int *restrict first_use, global const int *restrict use_pair,
                                 global const int *restrict pair_output, global float *restrict in_derivative) {
  const int sample = get_group_id(0) / IN_MAPS;
  const int map = get_group_id(0) - sample * IN_MAPS;
#if PLAIN
  local float patch[PATCH_WIDTH * PATCH_HEIGHT];
  const int tile_column = get_group_id(1) * IN_TILE_WIDTH * STRIP;
  const int tile_row = get_group_id(2) * IN_TILE_HEIGHT;
  const int lx = get_local_id(0);
  const int ly = get_local_id(1);
  // The output that patch[0][0] stands for, and the part of the patch that lies in the map.
  const int left = tile_column - (WINDOW_WIDTH - 1);
  const int top = tile_row - (WINDOW_HEIGHT - 1);
  const int begin_x = max(0, -left);
  const int begin_y = max(0, -top);
  const int end_x = min(PATCH_WIDTH, OUT_WIDTH - left);
  const int end_y = min(PATCH_HEIGHT, OUT_HEIGHT - top);

  for (int py = ly; py < PATCH_HEIGHT; py += IN_TILE_HEIGHT) {
    for (int px = lx; px < PATCH_WIDTH; px += IN_TILE_WIDTH) {
      patch[py * PATCH_WIDTH + px] = 0;
    }
  }
  strip sum = 0;
  for (int use = first_use[map]; use < first_use[map + 1]; use++) {
    const int pair = use_pair[use];
    global const float *out = derivative + (sample * OUT_MAPS + pair_output[pair]) * OUT_AREA;
    global const float *weight = parameters + weights + pair * WINDOW_AREA;
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int py = begin_y + ly; py < end_y; py += IN_TILE_HEIGHT) {
      for (int px = begin_x + lx; px < end_x; px += IN_TILE_WIDTH) {
        patch[py * PATCH_WIDTH + px] = out[(top + py) * OUT_WIDTH + left + px];
      }
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    strip part = 0;
    for (int ky = 0; ky < WINDOW_HEIGHT; ky++) {
#pragma unroll
      for (int kx = 0; kx < WINDOW_WIDTH; kx++) {
        const int place = (ly + WINDOW_HEIGHT - 1 - ky) * PATCH_WIDTH + lx * STRIP + WINDOW_WIDTH - 1 - kx;
        part += propagation(weight[ky * WINDOW_WIDTH + kx]) * LOAD_STRIP(patch + place);
      }
    }
    sum += part;
  }
  float units[STRIP];
  STORE_STRIP(sum, units);
#pragma unroll
  for (int s = 0; s < STRIP; s++) {
    const int x = tile_column + lx * STRIP + s;
    const int y = tile_row + ly;
    if (x < IN_WIDTH && y < IN_HEIGHT) {
      const int unit = ((sample * IN_MAPS + map) * IN_HEIGHT + y) * IN_WIDTH + x;
      in_derivative[unit] = input_derivative(input[unit], units[s]);
    }
  }
#else
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
#endif
}

// A work-group computes one row of one kernel, summed over a block of samples; its lanes share out columns and
// samples. The group of the first row of an output map's first kernel adds the map's bias.
kernel __attribute__((reqd_work_group_size(COLUMN_LANES, SAMPLE_LANES, 1)))
void convolution_backward_parameters(global const float *restrict input, global const float *restrict derivative,
                                     global const int *restrict first_pair, global const int *restrict pair_input,
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
    global const float *in = input + ((sample * IN_MAPS + pair_input[pair]) * IN_HEIGHT + ky) * IN_WIDTH;
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
        if (INSIDE || (row >= 0 && row < IN_HEIGHT)) {
#pragma unroll
          for (int kx = 0; kx < WINDOW_WIDTH; kx++) {
            const float value = propagation(in[(y * STRIDE_DOWN - TOP) * IN_WIDTH + left + nearest(left, kx)]);
            weight_sum[kx] += IN_COLUMN(left + kx, d * value);
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
    if (BIASED && ky == 0 && pair == first_pair[map]) {
      block[biases + map] = sums[WINDOW_WIDTH * LANES];
    }
  }
}
