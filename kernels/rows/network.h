// What a whole network of one sample is made of.
#include "../lanes/lanes.h"
#include "../lanes/points.h"
#include "rows.h"
#include "../lanes/tables.h"
#include "convolution.h"
#include "full.h"
#include "../lanes/extents.h"
#include "windows.h"
#include "../lanes/draws.h"
#include "points.h"
#include "../lanes/output.h"
#include "../lanes/network.h"

INLINE void copy_values(const int n, global const float *from, global float *to) {
  for (int k = 0; k < n; k++) {
    to[k] = from[k];
  }
}

// Where the outputs stand once more, at a multiple of a vector, with a vector of zeros before them.
#define OUTPUTS_IN_LANES ((ROOM + 2 * LANES - 1) / LANES * LANES)

// Losses and the softmax are those of ../lanes/, whose vectors have a sample in each lane: here they all have the same.
INLINE global lanes *outputs_in_lanes(global float *v) {
  global lanes *y = (global lanes *)(v + OUTPUTS_IN_LANES);
  for (int k = 0; k < OUTPUTS; k++) {
    y[k] = v[OUTPUT + k];
  }
  return y;
}

INLINE float first_lane(lanes v) {
  float s[LANES];
  STORE(v, 0, s);
  return s[0];
}
