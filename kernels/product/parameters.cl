// The derivatives by the weights, summed over a block of rows: units by taps. The tap after the last sees what is always
// 1: its weights are the biases.
#include "product.h"

kernel __attribute__((reqd_work_group_size(ITEMS_N, ITEMS_M, 1)))
void product_backward_parameters(global const float *restrict input, global const float *restrict derivative, int rows,
                                 int block_size, int weights, int biases, int parameter_count,
                                 global float *restrict partial) {
  local float left[TILE_K * LEFT_STRIDE];
  local float right[TILE_K * RIGHT_STRIDE];
  local int windows[3 * TILE_K];
  local int taps[3 * TILE_N];
  const int item = get_local_id(1) * ITEMS_N + get_local_id(0);
  const int first_tap = get_group_id(0) * TILE_N;
  const int first_unit = get_group_id(1) * TILE_M;
  const int begin = get_group_id(2) * block_size;
  const int end = min(begin + block_size, rows);

  vector total[SUMS];
  OVER_SUMS for (int i = 0; i < SUMS; i++) {
    total[i] = 0.0f;
  }
  find_taps(first_tap, TILE_N, TAPS, IN_AREA, IN_WIDTH, 1, taps, item);
  for (int first = begin; first < end; first += TILE_K) {
    find_windows(first, TILE_K, end, windows, item);
#if OUT_AREA > 1
    OVER_TILE(m, TILE_M, k, TILE_K) {
#else
    OVER_TILE(k, TILE_K, m, TILE_M) {
#endif
      const int unit = min(first_unit + m, OUT_MAPS - 1);
      left[k * LEFT_STRIDE + m] = first + k < end ? derivative[unit_at(first + k, unit)] : 0.0f;
    }
    MEET;
    OVER_TILE(k, TILE_K, n, TILE_N) {
      const float value = seen(input, place_of(windows, TILE_K, k), place_of(taps, TILE_N, n));
      right[k * RIGHT_STRIDE + n] = first_tap + n < TAPS ? propagation(value) : 1.0f;
    }
    MEET;
    multiply(left, right, total);
    MEET;
  }
  global float *block = partial + (long)get_group_id(2) * parameter_count;
  OVER_SUMS for (int i = 0; i < SUMS; i++) {
    const int unit = first_unit + row_of(i);
    float sum[VECTOR];
    STORE(total[i], 0, sum);
    UNROLL for (int n = 0; n < VECTOR; n++) {
      const int tap = first_tap + column_of(i) + n;
      if (unit < OUT_MAPS && tap < TAPS + BIASED) {
        block[tap < TAPS ? weights + unit * TAPS + tap : biases + unit] = sum[n];
      }
    }
  }
}
