// Softmax over the units of a row: p_i = e^x_i / sum over k of e^x_k, with all exponents relative to the largest. Arrays
// are in the order sample, unit, position. A pair of sample and position is called a row; a work-item takes one.
#ifndef ACTIVATION_OUTPUT
#define ACTIVATION_OUTPUT 0
#endif
#include "propagation.h"

#ifndef UNITS
#define UNITS 10
#define POSITIONS 1
#endif
#ifndef GROUP
#define GROUP 64
#endif

// Where a row's first unit stands; the next ones are POSITIONS apart.
static int first_of(int row) {
  const int sample = row / POSITIONS;
  return sample * UNITS * POSITIONS + row - sample * POSITIONS;
}

kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void softmax_forward(global const float *restrict input, int rows, global float *restrict output) {
  const int row = get_global_id(0);
  if (row < rows) {
    global const float *x = input + first_of(row);
    global float *p = output + first_of(row);
    float largest = x[0];
    for (int i = 1; i < UNITS; i++) {
      largest = fmax(largest, x[i * POSITIONS]);
    }
    float sum = 0;
    for (int i = 0; i < UNITS; i++) {
      const float e = exp(x[i * POSITIONS] - largest);
      p[i * POSITIONS] = e;
      sum += e;
    }
    for (int i = 0; i < UNITS; i++) {
      p[i * POSITIONS] /= sum;
    }
  }
}

#if DEGREE == 1
// dE/dx_j = p_j (dE/dp_j - sum over i of p_i dE/dp_i).
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void softmax_backward_inputs(global const float *restrict derivative, global const float *restrict output,
                             global const float *restrict input, int rows, global float *restrict in_derivative) {
  const int row = get_global_id(0);
  if (row < rows) {
    const int first = first_of(row);
    float mean = 0;
    for (int i = 0; i < UNITS; i++) {
      const int k = first + i * POSITIONS;
      mean += output[k] * derivative[k];
    }
    for (int j = 0; j < UNITS; j++) {
      const int k = first + j * POSITIONS;
      in_derivative[k] = input_derivative(input[k], output[k] * (derivative[k] - mean));
    }
  }
}

// Where the seeds are by the inputs x: cross entropy, which computes the softmax itself.
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void softmax_from_seeds(global const float *restrict first, global const float *restrict input, int count,
                        global float *restrict in_derivative) {
  const int i = get_global_id(0);
  if (i < count) {
    in_derivative[i] = input_derivative(input[i], first[i]);
  }
}
#else
// d2E/dx_j^2 = sum over i of d2E/dp_i^2 (dp_i/dx_j)^2, with dp_i/dx_j = p_i ([i = j] - p_j).
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void softmax_backward_inputs(global const float *restrict derivative, global const float *restrict output,
                             global const float *restrict input, int rows, global float *restrict in_derivative) {
  const int row = get_global_id(0);
  if (row < rows) {
    const int first = first_of(row);
    for (int j = 0; j < UNITS; j++) {
      const int k = first + j * POSITIONS;
      float sum = 0;
      for (int i = 0; i < UNITS; i++) {
        const float slope = output[first + i * POSITIONS] * ((i == j ? 1.0f : 0.0f) - output[k]);
        sum += derivative[first + i * POSITIONS] * slope * slope;
      }
      in_derivative[k] = input_derivative(input[k], sum);
    }
  }
}

// Where the seeds, diag(diagonal) - factor factor^T, are by the inputs: of these the diagonal is taken.
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void softmax_from_seeds(global const float *restrict diagonal, global const float *restrict factor,
                        global const float *restrict input, int count, global float *restrict in_derivative) {
  const int i = get_global_id(0);
  if (i < count) {
    const float square = factor[i] * factor[i];
    in_derivative[i] = input_derivative(input[i], diagonal[i] - square);
  }
}
#endif
