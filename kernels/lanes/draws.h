// Dropout, with the draws of random.h and Draws.java: while drawing, values are multiplied by a factor, or 0 where their
// draw is below the threshold.
#define GOLDEN 0x9e3779b97f4a7c15UL

// What a block's draws follow from: a key, and the image of the sample in each lane.
typedef struct {
  bool on;
  ulong key;
  ulong_lanes images;
} drawing;

INLINE ulong_lanes mix(ulong_lanes bits) {
  ulong_lanes z = (bits ^ bits >> 30) * 0xbf58476d1ce4e5b9UL;
  z = (z ^ z >> 27) * 0x94d049bb133111ebUL;
  return z ^ z >> 31;
}

INLINE ulong_lanes states_of(drawing draws, const int layer) {
  const ulong_lanes key = mix((ulong_lanes)(draws.key + ((ulong)(layer + 1) << 32) * GOLDEN));
  return mix(key + (draws.images + 1UL) * GOLDEN);
}

INLINE lanes dropped(ulong_lanes states, ulong_lanes units, const int threshold, const float factor, lanes x) {
  const int_lanes first24 = ULONGS_TO_INTS(mix(states + (units + 1UL) * GOLDEN) >> 40);
  return first24 < threshold ? (lanes)(0.0f) : factor * x;
}
