// The weighted sums of units over taps: units by rows.
#include "product.h"

kernel __attribute__((reqd_work_group_size(ITEMS_N, ITEMS_M, 1)))
void product_forward(global const float *restrict input, global const float *restrict parameters, int weights,
                     int biases, int rows, global float *restrict output) {
  local float left[TILE_K * LEFT_STRIDE];
  local float right[TILE_K * RIGHT_STRIDE];
  local int windows[3 * TILE_N];
  local int taps[3 * TILE_K];
  const int item = get_local_id(1) * ITEMS_N + get_local_id(0);
  const int first_row = get_group_id(0) * TILE_N;
  const int first_unit = get_group_id(1) * TILE_M;

  vector total[SUMS];
  OVER_SUMS for (int i = 0; i < SUMS; i++) {
    total[i] = 0.0f;
  }
  find_windows(first_row, TILE_N, rows, windows, item);
  for (int first = 0; first < TAPS; first += TILE_K) {
    find_taps(first, TILE_K, TAPS, IN_AREA, IN_WIDTH, 1, taps, item);
    OVER_TILE(m, TILE_M, k, TILE_K) {
      const int unit = min(first_unit + m, OUT_MAPS - 1);
      left[k * LEFT_STRIDE + m] = first + k < TAPS ? parameters[weights + unit * TAPS + first + k] : 0.0f;
    }
    MEET;
#if OUT_AREA > 1
    OVER_TILE(k, TILE_K, n, TILE_N) {
#else
    OVER_TILE(n, TILE_N, k, TILE_K) {
#endif
      right[k * RIGHT_STRIDE + n] = seen(input, place_of(windows, TILE_N, n), place_of(taps, TILE_K, k));
    }
    MEET;
    multiply(left, right, total);
    MEET;
  }
  OVER_SUMS for (int i = 0; i < SUMS; i++) {
    const int unit = first_unit + row_of(i);
    const int row = first_row + column_of(i);
    float sum[VECTOR];
    STORE(total[i], 0, sum);
    if (unit < OUT_MAPS) {
      const float bias = BIASED ? parameters[biases + unit] : 0.0f;
      UNROLL for (int n = 0; n < VECTOR; n++) {
        if (row + n < rows) {
          const float y = sum[n] + bias;
          output[unit_at(row + n, unit)] = LAYER_OUTPUT(y);
        }
      }
    }
  }
}
