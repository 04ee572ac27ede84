// Stochastic pooling (Zeiler, Fergus 2013): while drawing, each unit is one of the inputs in its window, by chance in
// proportion to those above 0; otherwise their mean by these chances. Sums and the threshold that a draw gives are
// computed as on the CPU, without contractions, so that both draw the same. Arrays are in the order sample, map, row,
// column.
#include "propagation.h"
#include "random.h"
#include "window.h"

#pragma OPENCL FP_CONTRACT OFF

static float above_zero(float x) { return x < 0.0f ? 0.0f : x; }

// The sum of the inputs above 0 that a window shows.
static float sum_above_zero(global const float *in, extent window) {
  float sum = 0;
  for (int row = window.top; row < window.bottom; row++) {
    for (int column = window.left; column < window.right; column++) {
      sum += above_zero(in[row * IN_WIDTH + column]);
    }
  }
  return sum;
}

// Their mean by chances that are in proportion to them.
static float window_mean(global const float *in, extent window, float sum) {
  float squares = 0;
  for (int row = window.top; row < window.bottom; row++) {
    for (int column = window.left; column < window.right; column++) {
      const float a = above_zero(in[row * IN_WIDTH + column]);
      squares += a * a;
    }
  }
  return sum > 0.0f ? squares / sum : 0.0f;
}

// The place in the map of the input that a unit draws, or -1 where none is above 0.
static int drawn(global const float *in, extent window, ulong state, int unit) {
  const float part = random_first24(state, unit) * 0x1p-24f;
  const float threshold = part * sum_above_zero(in, window);
  float sum = 0;
  for (int row = window.top; row < window.bottom; row++) {
    for (int column = window.left; column < window.right; column++) {
      sum += above_zero(in[row * IN_WIDTH + column]);
      if (sum > threshold) {
        return row * IN_WIDTH + column;
      }
    }
  }
  return -1;
}

// The states are those from which the draws of each sample follow.
kernel __attribute__((reqd_work_group_size(TILE_WIDTH, TILE_HEIGHT, 1)))
void stochastic_pooling_forward(global const float *restrict input, int drawing, global const ulong *restrict states,
                                global float *restrict output) {
  const int sample = get_group_id(0) / IN_MAPS;
  const int map = get_group_id(0) - sample * IN_MAPS;
  const int x = get_group_id(1) * TILE_WIDTH + get_local_id(0);
  const int y = get_group_id(2) * TILE_HEIGHT + get_local_id(1);
  if (x < OUT_WIDTH && y < OUT_HEIGHT) {
    global const float *in = input + (sample * IN_MAPS + map) * IN_AREA;
    const int unit = map * OUT_AREA + y * OUT_WIDTH + x;
    const extent window = window_of(x, y);
    float a;
    if (drawing) {
      const int place = drawn(in, window, states[sample], unit);
      a = place < 0 ? 0.0f : in[place];
    } else {
      a = window_mean(in, window, sum_above_zero(in, window));
    }
    output[sample * IN_MAPS * OUT_AREA + unit] = LAYER_OUTPUT(a);
  }
}

kernel __attribute__((reqd_work_group_size(IN_TILE_WIDTH, IN_TILE_HEIGHT, 1)))
void stochastic_pooling_backward_inputs(global const float *restrict derivative, global const float *restrict input,
                                        int drawing, global const ulong *restrict states,
                                        global float *restrict in_derivative) {
  const int sample = get_group_id(0) / IN_MAPS;
  const int map = get_group_id(0) - sample * IN_MAPS;
  const int x = get_group_id(1) * IN_TILE_WIDTH + get_local_id(0);
  const int y = get_group_id(2) * IN_TILE_HEIGHT + get_local_id(1);
  if (x < IN_WIDTH && y < IN_HEIGHT) {
    global const float *in = input + (sample * IN_MAPS + map) * IN_AREA;
    const int place = y * IN_WIDTH + x;
    const extent units = units_of(x, y);
    float sum = 0;
    for (int row = units.top; row < units.bottom; row++) {
      for (int column = units.left; column < units.right; column++) {
        const int unit = map * OUT_AREA + row * OUT_WIDTH + column;
        const float d = derivative[sample * IN_MAPS * OUT_AREA + unit];
        const extent window = window_of(column, row);
        if (drawing) {
          sum += drawn(in, window, states[sample], unit) == place ? d : 0.0f;
        } else if (in[place] > 0.0f) {
          const float all = sum_above_zero(in, window);
          sum += propagation((2.0f * in[place] - window_mean(in, window, all)) / all) * d;
        }
      }
    }
    const int i = (sample * IN_MAPS + map) * IN_AREA + place;
    in_derivative[i] = input_derivative(input[i], sum);
  }
}
