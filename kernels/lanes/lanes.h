// Vectors with a sample in each lane, for devices whose work-items have vector instructions: what one sample takes, as
// many as a vector has lanes take together. Expressions a * b + c become fused multiply-adds where the device has them.
#ifndef LANES
#define LANES 16
#endif

#define JOINED_(a, b) a##b
#define JOINED(a, b) JOINED_(a, b)
typedef JOINED(float, LANES) lanes;
typedef JOINED(int, LANES) int_lanes;
#define TO_INTS JOINED(as_int, LANES)
#define TO_FLOATS JOINED(as_float, LANES)
typedef JOINED(ulong, LANES) ulong_lanes;
#define ULONGS_TO_INTS JOINED(convert_int, LANES)
#define LOAD JOINED(vload, LANES)
#define STORE JOINED(vstore, LANES)

constant int LANE_NUMBERS[16] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

// Sums stay in registers only if the loops over them are unrolled where sizes are constants, after inlining: in full, or
// else not before.
#define INLINE static inline __attribute__((always_inline))
#ifdef __clang__
#define UNROLL _Pragma("clang loop unroll(full)")
#else
#define UNROLL _Pragma("unroll")
#endif

// The sum over the lanes, by halves.
INLINE float sum(lanes v) {
  float s[LANES];
  STORE(v, 0, s);
  UNROLL for (int width = LANES / 2; width > 0; width /= 2) {
    UNROLL for (int k = 0; k < width; k++) { s[k] += s[k + width]; }
  }
  return s[0];
}

// Adds the sum over the lanes to what earlier blocks of samples left, if there were any.
INLINE void add_sum(global float *to, lanes v, bool add) { *to = (add ? *to : 0.0f) + sum(v); }

// tanh within 1.5 ULP, odd, bounded by 1, and not a number where x is none: an odd polynomial below 0.625, beyond it
// 1 - 2 / (e^2x + 1), with e^2x = 2^n e^g and g within ln 2 / 2 of 0. Both polynomials are minimax on their ranges.
INLINE lanes tanh_of(lanes x) {
  const int_lanes sign = TO_INTS(x) & INT_MIN;
  const lanes magnitude = fabs(x);
  const lanes a = magnitude > 9.02f ? (lanes)(9.02f) : magnitude; // from there on the nearest float is 1

  const lanes z = a * a;
  lanes p = z * -0.005704767262f + 0.02063890224f;
  p = p * z + -0.05373966213f;
  p = p * z + 0.1333144161f;
  p = p * z + -0.3333328192f;
  p = p * z;
  const lanes near = p * a + a;

  // Adding this rounds to an integer, whose lowest bits are then n + 127, the exponent of 2^n.
  const float rounding = 12582912.0f + 127.0f;
  const lanes rounded = a * 2.88539008f + rounding;
  const lanes n = rounded - rounding;
  const lanes power = TO_FLOATS(TO_INTS(rounded) << 23);
  lanes g = n * -0.693147182f + (a + a);
  g = n * 1.90465421e-9f + g; // what is missing of ln 2 above
  lanes e = g * 0.001381446476f + 0.008368780623f;
  e = e * g + 0.04166839426f;
  e = e * g + 0.1666652011f;
  e = e * g + 0.4999999341f;
  e = e * g;
  e = e * g + g; // e^g - 1
  const lanes far = 1.0f - 2.0f / (e * power + (power + 1.0f));

  return TO_FLOATS(TO_INTS(a < 0.625f ? near : far) | sign);
}
