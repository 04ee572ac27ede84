// A network as a whole, for CPUs: a work-item takes blocks of samples, each a sample for each lane of a vector, through
// all layers and back. It is a group of its own, and has room of its own for one block at a time, which stays in the
// caches near it; a block's derivatives take the place of its values. The host writes network.h for the network in hand:
// its sizes, its tables and its calls.

// Brings samples into the lanes; those of a block that is not full are filled with its last sample.
static void to_lanes(global const float *inputs, int first, int samples, global lanes *x) {
  for (int k = 0; k < INPUT_UNITS; k++) {
    float v[LANES];
    UNROLL for (int s = 0; s < LANES; s++) { v[s] = inputs[min(first + s, samples - 1) * INPUT_UNITS + k]; }
    x[k] = LOAD(0, v);
  }
}
