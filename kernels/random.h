// Draws that follow from a key, an index and their number alone.

#define GOLDEN 0x9e3779b97f4a7c15UL

// The finaliser of SplitMix64.
static ulong mix(ulong bits) {
  ulong z = (bits ^ bits >> 30) * 0xbf58476d1ce4e5b9UL;
  z = (z ^ z >> 27) * 0x94d049bb133111ebUL;
  return z ^ z >> 31;
}

// What the draws of an image start from.
static ulong random_state(ulong key, int index) { return mix(key + (ulong)(index + 1) * GOLDEN); }

static ulong random_bits(ulong state, int draw) { return mix(state + (ulong)(draw + 1) * GOLDEN); }

// The first 24 bits of a draw.
static int random_first24(ulong state, int draw) { return (int)(random_bits(state, draw) >> 40); }
