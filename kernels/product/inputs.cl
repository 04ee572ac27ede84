// The derivatives by the inputs, from those by the units that see them: maps of the input by its places in all samples.
#include "product.h"

// For each of some places of inputs: where its sample's derivatives begin, and the place in windows' terms.
static void find_places(int first, int places, local int *to, int item) {
  for (int t = item; t < TILE_N; t += ITEMS) {
    const int at = min(first + t, places - 1);
    const int sample = at / IN_AREA;
    const int position = at - sample * IN_AREA;
    const int y = position / IN_WIDTH;
    put_place(to, TILE_N, t, (place){sample * OUT_MAPS * OUT_AREA, y + TOP, position - y * IN_WIDTH + LEFT});
  }
}

// The derivative by the unit that sees a place through a tap of its window, 0 where there is none.
static float by_unit(global const float *derivative, place input, place tap) {
  // As numbers without a sign those below 0 are far too large.
  const uint down = input.y - tap.y;
  const uint across = input.x - tap.x;
  const uint y = down / STRIDE_DOWN;
  const uint x = across / STRIDE_ACROSS;
  const bool there =
      (y < OUT_HEIGHT) & (x < OUT_WIDTH) & (y * STRIDE_DOWN == down) & (x * STRIDE_ACROSS == across);
  const float value = derivative[there ? input.at + tap.at + y * OUT_WIDTH + x : 0];
  return there ? value : 0.0f;
}

// Of the taps of all units: a unit's own of map 0, from which other maps' lie WINDOW_AREA apart.
kernel __attribute__((reqd_work_group_size(ITEMS_N, ITEMS_M, 1)))
void product_backward_inputs(global const float *restrict derivative, global const float *restrict parameters,
                             int weights, global const float *restrict input, int places,
                             global float *restrict in_derivative) {
  local float left[TILE_K * LEFT_STRIDE];
  local float right[TILE_K * RIGHT_STRIDE];
  local int where[3 * TILE_N];
  local int taps[3 * TILE_K];
  const int terms = OUT_MAPS * WINDOW_AREA;
  const int item = get_local_id(1) * ITEMS_N + get_local_id(0);
  const int first_place = get_group_id(0) * TILE_N;
  const int first_map = get_group_id(1) * TILE_M;

  vector total[SUMS];
  OVER_SUMS for (int i = 0; i < SUMS; i++) {
    total[i] = 0.0f;
  }
  find_places(first_place, places, where, item);
  for (int first = 0; first < terms; first += TILE_K) {
    find_taps(first, TILE_K, terms, OUT_AREA, 0, 0, taps, item);
#if WINDOW_AREA > 1
    OVER_TILE(m, TILE_M, k, TILE_K) {
#else
    OVER_TILE(k, TILE_K, m, TILE_M) {
#endif
      const int term = first + k;
      const int unit = term / WINDOW_AREA;
      const int map = min(first_map + m, IN_MAPS - 1);
      left[k * LEFT_STRIDE + m] =
          term < terms
              ? propagation(parameters[weights + unit * TAPS + (map - unit) * WINDOW_AREA + term])
              : 0.0f;
    }
    MEET;
#if IN_AREA > 1
    OVER_TILE(k, TILE_K, n, TILE_N) {
#else
    OVER_TILE(n, TILE_N, k, TILE_K) {
#endif
      right[k * RIGHT_STRIDE + n] = by_unit(derivative, place_of(where, TILE_N, n), place_of(taps, TILE_K, k));
    }
    MEET;
    multiply(left, right, total);
    MEET;
  }
  OVER_SUMS for (int i = 0; i < SUMS; i++) {
    const int map = first_map + row_of(i);
    float sum[VECTOR];
    STORE(total[i], 0, sum);
    UNROLL for (int n = 0; n < VECTOR; n++) {
      const int at = first_place + column_of(i) + n;
      if (map < IN_MAPS && at < places) {
        const int sample = at / IN_AREA;
        const int k = (sample * IN_MAPS + map) * IN_AREA + at - sample * IN_AREA;
        in_derivative[k] = input_derivative(input[k], sum[n]);
      }
    }
  }
}
