// A network as a whole, for CPUs: a work-item takes blocks of samples, each a sample for each lane of a vector, through
// all layers and back. It is a group of its own, and has room of its own for one block at a time, which stays in the
// caches near it; a block's derivatives take the place of its values. The host writes network.h for the network in hand:
// its sizes, its tables and its calls.

// Brings values of samples into the lanes, so many of each; lanes behind the last sample have its values.
static void to_lanes(const int units, global const float *values, int first, int samples, global lanes *x) {
  for (int k = 0; k < units; k++) {
    float v[LANES];
    UNROLL for (int s = 0; s < LANES; s++) { v[s] = values[min(first + s, samples - 1) * units + k]; }
    x[k] = LOAD(0, v);
  }
}

// Takes values out of the lanes.
static void from_lanes(const int units, global const lanes *y, int first, int samples, global float *values) {
  for (int k = 0; k < units; k++) {
    float of_unit[LANES];
    STORE(y[k], 0, of_unit);
    for (int s = 0; s < min(LANES, samples - first); s++) {
      values[(first + s) * units + k] = of_unit[s];
    }
  }
}

// What is drawn for a block of the samples order[position], order[position + 1], ...
static drawing drawing_for(int draw, ulong key, global const int *order, int position, int first, int samples) {
  ulong image[LANES];
  for (int s = 0; s < LANES; s++) {
    image[s] = draw ? order[position + min(first + s, samples - 1)] : 0;
  }
  return (drawing){draw != 0, key, LOAD(0, image)};
}
