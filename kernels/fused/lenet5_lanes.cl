// LeNet-5 as a whole, for CPUs: a work-item takes blocks of samples, each a sample for each lane of a vector, through
// all layers and back. It is a group of its own, and has room of its own for one block at a time, which stays in the
// caches near it; a block's derivatives take the place of its values.
#include "../halt.h"
#include "lanes.h"
#include "lanes_lenet5.h"
#include "lanes_c1.h"
#include "lanes_c3.h"
#include "lanes_full.h"
#include "lanes_output.h"

// A block's room, in vectors.
#define INPUT 0
#define C1 (INPUT + INPUT_SIDE * INPUT_SIDE)
#define S2 (C1 + C1_MAPS * C1_SIDE * C1_SIDE)
#define C3 (S2 + C1_MAPS * S2_SIDE * S2_SIDE)
#define S4 (C3 + C3_MAPS * C3_SIDE * C3_SIDE)
#define C5 (S4 + S4_UNITS)
#define F6 (C5 + C5_UNITS)
#define ROWS (F6 + F6_UNITS)
#define ROOM (ROWS + S4_UNITS)

// Brings samples into the lanes; those of a block that is not full are filled with its last sample.
static void to_lanes(global const float *inputs, int first, int samples, global lanes *x) {
  for (int k = 0; k < INPUT_SIDE * INPUT_SIDE; k++) {
    float v[LANES];
    UNROLL for (int s = 0; s < LANES; s++) {
      v[s] = inputs[min(first + s, samples - 1) * INPUT_SIDE * INPUT_SIDE + k];
    }
    x[k] = LOAD(0, v);
  }
}

INLINE void forward(global const float *inputs, int first, int samples, global const float *w,
                    global const float *centers, global lanes *v, lanes *y) {
  to_lanes(inputs, first, samples, v + INPUT);
  c1_forward(v + INPUT, w, v + C1);
  subsampling_forward(v + C1, C1_MAPS, S2_SIDE, w + S2_COEFFICIENTS, w + S2_BIASES, v + S2);
  c3_forward(v + S2, w, v + C3);
  subsampling_forward(v + C3, C3_MAPS, S4_SIDE, w + S4_COEFFICIENTS, w + S4_BIASES, v + S4);
  full_forward(v + S4, S4_UNITS, w + C5_WEIGHTS, w + C5_BIASES, C5_UNITS, v + C5);
  full_forward(v + C5, C5_UNITS, w + F6_WEIGHTS, w + F6_BIASES, F6_UNITS, v + F6);
  penalties(v + F6, centers, y);
}

// The gradient g of a block: written, or added to what earlier blocks left.
INLINE void backward(const lanes *derivative, global const float *w, global const float *centers,
                     global lanes *v, global float *g, bool add) {
  global float *rows = (global float *)(v + ROWS);
  penalties_backward(derivative, centers, v + F6);
  to_rows(v + C5, C5_UNITS, rows);
  full_backward_parameters(v + F6, F6_UNITS, rows, C5_UNITS, 4, g + F6_WEIGHTS, g + F6_BIASES, add);
  full_backward_inputs(v + F6, F6_UNITS, w + F6_WEIGHTS, C5_UNITS, v + C5);
  to_rows(v + S4, S4_UNITS, rows);
  full_backward_parameters(v + C5, C5_UNITS, rows, S4_UNITS, 5, g + C5_WEIGHTS, g + C5_BIASES, add);
  full_backward_inputs(v + C5, C5_UNITS, w + C5_WEIGHTS, S4_UNITS, v + S4);
  s4_backward(v + S4, w, v + C3, g, add);
  c3_backward_parameters(v + C3, v + S2, g, add);
  c3_backward_inputs(v + C3, w, v + S2);
  s2_c1_backward(v + INPUT, v + C1, v + S2, w, g, add);
}

// Penalties alone.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void lenet5_penalties(global const float *restrict inputs, int samples, global const float *restrict w,
                      global const float *restrict centers, global float *room, global float *restrict output) {
  global lanes *v = (global lanes *)room + get_global_id(0) * ROOM;
  for (int first = get_global_id(0) * LANES; first < samples; first += get_global_size(0) * LANES) {
    lanes y[CLASSES];
    forward(inputs, first, samples, w, centers, v, y);
    for (int i = 0; i < CLASSES; i++) {
      float of_class[LANES];
      STORE(y[i], 0, of_class);
      for (int s = 0; s < min(LANES, samples - first); s++) {
        output[(first + s) * CLASSES + i] = of_class[s];
      }
    }
  }
}

// Losses and marks of a batch, order[position], order[position + 1], ..., and its gradient as a sum for each of some
// groups of blocks, which do not depend on the number of work-items.
kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void lenet5_gradient(global const float *restrict inputs, int samples, global const float *restrict w,
                     global const float *restrict centers, global const int *restrict labels,
                     global const int *restrict order, int position, int posterior, float j, float scale, float weight,
                     global float *room, int groups, global float *partial, global float *restrict loss,
                     global uchar *restrict marks, global int *halt, int turn) {
  global lanes *v = (global lanes *)room + get_global_id(0) * ROOM;
  const int blocks = (samples + LANES - 1) / LANES;
  const bool before = halted(halt, turn);
  bool failed = before;
  for (int group = get_global_id(0); group < groups; group += get_global_size(0)) {
    const int from = group * blocks / groups;
    const int to = (group + 1) * blocks / groups;
    for (int block = from; block < to; block++) {
      const int first = block * LANES;
      lanes y[CLASSES];
      forward(inputs, first, samples, w, centers, v, y);

      int label[LANES];
      float share[LANES];
      for (int s = 0; s < LANES; s++) {
        label[s] = labels[order[position + min(first + s, samples - 1)]];
        share[s] = first + s < samples ? weight : 0.0f;
      }
      lanes derivative[CLASSES];
      int_lanes misread;
      float own[LANES];
      int missed[LANES];
      STORE(losses(y, LOAD(0, label), posterior, j, scale, LOAD(0, share), &misread, derivative), 0, own);
      STORE(misread, 0, missed);
      for (int s = 0; s < min(LANES, samples - first); s++) {
        failed = failed || !isfinite(own[s]);
        loss[position + first + s] = own[s];
        marks[position + first + s] = (missed[s] ? 1 : 0) | (before || !isfinite(own[s]) ? 2 : 0);
      }
      backward(derivative, w, centers, v, partial + group * PARAMETERS, block > from);
    }
  }
  halt_if(failed, halt, turn);
}
