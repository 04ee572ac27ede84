// Euclidean radial basis functions: y_i = sum over j of (x_j - w_ij)^2, with centres w (the output layer of LeCun et al.
// 1998, Section II-B), at each position. Arrays are in the order sample, unit, position. A pair of sample and position is
// called a row. The centres begin at a place of their own, where they are trainable in the vector of all parameters.
#ifndef ACTIVATION_OUTPUT
#define ACTIVATION_OUTPUT 0
#endif
#include "propagation.h"

#ifndef UNITS
#define UNITS 84
#define CLASSES 10
#define POSITIONS 1
#endif
#ifndef GROUP
#define GROUP 64
#endif

// Where a unit's value of a row stands.
static int at(int row, int unit, int units) {
  const int sample = row / POSITIONS;
  const int position = row - sample * POSITIONS;
  return (sample * units + unit) * POSITIONS + position;
}

kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void radial_basis_forward(global const float *restrict input, global const float *restrict centers, int first_center, int rows,
                          global float *restrict output) {
  const int row = get_global_id(0) / CLASSES;
  const int i = get_global_id(0) - row * CLASSES;
  if (row < rows) {
    float sum = 0;
    for (int j = 0; j < UNITS; j++) {
      const float distance = input[at(row, j, UNITS)] - centers[first_center + i * UNITS + j];
      sum += distance * distance;
    }
    output[at(row, i, CLASSES)] = LAYER_OUTPUT(sum);
  }
}

// With g_i = dy_i/dx_j = 2 (x_j - w_ij): dE/dx_j = sum over i of dE/dy_i g_i, and inside a network, where only the diagonal
// second derivatives are there, d2E/dx_j^2 = sum over i of d2E/dy_i^2 g_i^2.
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void radial_basis_backward_inputs(global const float *restrict derivative, global const float *restrict centers, int first_center,
                                  global const float *restrict input, int rows,
                                  global float *restrict in_derivative) {
  const int row = get_global_id(0) / UNITS;
  const int j = get_global_id(0) - row * UNITS;
  if (row < rows) {
    const float x = input[at(row, j, UNITS)];
    float sum = 0;
    for (int i = 0; i < CLASSES; i++) {
      const float g = 2.0f * (x - centers[first_center + i * UNITS + j]);
      const float through = derivative[at(row, i, CLASSES)] * g;
      sum += DEGREE == 2 ? through * g : through;
    }
    in_derivative[at(row, j, UNITS)] = input_derivative(x, sum);
  }
}

// The second derivative by x_j where dE/dy = first and d2E/dy2 = diag(diagonal) - factor factor^T, exactly: with
// d2y_i/dx_j^2 = 2 it is
// 2 sum of first_i + sum of diagonal_i g_i^2 - (sum of factor_i g_i)^2.
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void radial_basis_inputs_from_seeds(global const float *restrict first, global const float *restrict diagonal,
                                       global const float *restrict factor, global const float *restrict centers, int first_center,
                                       global const float *restrict input, int rows,
                                       global float *restrict in_derivative) {
  const int row = get_global_id(0) / UNITS;
  const int j = get_global_id(0) - row * UNITS;
  if (row < rows) {
    const float x = input[at(row, j, UNITS)];
    float slopes = 0;
    float squares = 0;
    float product = 0;
    for (int i = 0; i < CLASSES; i++) {
      const int k = at(row, i, CLASSES);
      const float g = 2.0f * (x - centers[first_center + i * UNITS + j]);
      slopes += first[k];
      squares += diagonal[k] * g * g;
      product += factor[k] * g;
    }
    const float sum = 2.0f * slopes + squares - product * product;
    in_derivative[at(row, j, UNITS)] = input_derivative(x, sum);
  }
}

// A work-item computes the derivative by one unit of a centre, summed over a block of rows:
// dE/dw_ij = sum of dE/dy_i * -2 (x_j - w_ij).
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void radial_basis_backward_parameters(global const float *restrict derivative, global const float *restrict centers,
                                      int first_center, global const float *restrict input, int rows, int block_size,
                                      int parameter_count, global float *restrict partial) {
  const int i = get_global_id(0) / UNITS;
  const int j = get_global_id(0) - i * UNITS;
  const int begin = get_group_id(1) * block_size;
  const int end = min(begin + block_size, rows);
  if (i < CLASSES) {
    const int center = first_center + i * UNITS + j;
    float sum = 0;
    for (int row = begin; row < end; row++) {
      sum -= 2.0f * (input[at(row, j, UNITS)] - centers[center]) * derivative[at(row, i, CLASSES)];
    }
    partial[get_group_id(1) * parameter_count + center] = sum;
  }
}

// The second derivatives, from dE/dy = first and d2E/dy_i^2 = diagonal_i - factor_i^2: with g = 2 (x_j - w_ij) the sum of
// (diagonal_i - factor_i^2) g^2 + 2 first_i, where a negative first_i is left out, so that the result is not negative
// where d2E/dy_i^2 is not.
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void radial_basis_centers_from_seeds(global const float *restrict first, global const float *restrict diagonal,
                                       global const float *restrict factor, global const float *restrict centers,
                                       int first_center, global const float *restrict input, int rows, int block_size,
                                       int parameter_count, global float *restrict partial) {
  const int i = get_global_id(0) / UNITS;
  const int j = get_global_id(0) - i * UNITS;
  const int begin = get_group_id(1) * block_size;
  const int end = min(begin + block_size, rows);
  if (i < CLASSES) {
    const int center = first_center + i * UNITS + j;
    float sum = 0;
    for (int row = begin; row < end; row++) {
      const int k = at(row, i, CLASSES);
      const float g = 2.0f * (input[at(row, j, UNITS)] - centers[center]);
      const float square = factor[k] * factor[k];
      sum += (diagonal[k] - square) * g * g + fmax(0.0f, 2.0f * first[k]);
    }
    partial[get_group_id(1) * parameter_count + center] = sum;
  }
}
