// Batch normalisation: y = scale * normal + shift, normal = (x - mean) / sqrt(variance + epsilon), with a scale and a
// shift for each map. Arrays are in the order sample, map, position. Statistics hold a mean for each map, behind
// these a variance, and behind these what is to be added to the mean, less than its last place: all of the batch, or
// running ones. In the vector of all parameters stand one behind the other, from "at" on,
// scales, shifts, running means and running variances.
#ifndef ACTIVATION_OUTPUT
#define ACTIVATION_OUTPUT 0
#endif
#include "halt.h"
#include "propagation.h"

#ifndef MAPS
#define MAPS 6
#define POSITIONS 196
#endif
#ifndef GROUP
#define GROUP 64
#endif

// So many terms are added to a sum at once, so that no chain of additions is long.
#define RUN 16

static float normal(global const float *restrict statistics, int map, float epsilon, float x) {
  return (x - statistics[map]) / sqrt(statistics[MAPS + map] + epsilon);
}

static float factor(global const float *restrict statistics, global const float *restrict parameters, int at, int map,
                    float epsilon) {
  return parameters[at + map] / sqrt(statistics[MAPS + map] + epsilon);
}

// Where value k of a map stands, counted from the first sample on.
static int place(int first, int map, int k) {
  const int sample = k / POSITIONS;
  return ((first + sample) * MAPS + map) * POSITIONS + k - sample * POSITIONS;
}

// A work-group adds up one map's values, less its mean where "around" is 1, and their squares over a block of samples.
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void normalization_values(global const float *restrict input, int samples, int block_size,
                          global const float *restrict statistics, int around, global float *restrict partial) {
  local float sums[2 * GROUP];
  const int map = get_group_id(0);
  const int begin = get_group_id(1) * block_size;
  const int count = (min(begin + block_size, samples) - begin) * POSITIONS;
  const int lane = get_local_id(0);
  const float mean = around ? statistics[map] : 0.0f;
  float sum = 0;
  float squares = 0;
  for (int first = lane; first < count; first += RUN * GROUP) {
    const int end = min(count, first + RUN * GROUP);
    float sum_part = 0;
    float squares_part = 0;
    for (int k = first; k < end; k += GROUP) {
      const float x = input[place(begin, map, k)] - mean;
      sum_part += x;
      squares_part += x * x;
    }
    sum += sum_part;
    squares += squares_part;
  }
  sums[lane] = sum;
  sums[GROUP + lane] = squares;
  add_lanes(sums, 2, lane, GROUP);
  if (lane == 0) {
    global float *block = partial + get_group_id(1) * 2 * MAPS + map;
    block[0] = sums[0];
    block[MAPS] = sums[GROUP];
  }
}

// Adds up the blocks: the means first, then, around these, the variances and what the means lack.
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void normalization_statistics(global const float *restrict partial, int blocks, float count, int around,
                              global float *restrict statistics) {
  const int map = get_global_id(0);
  if (map < MAPS) {
    float sum = 0;
    float squares = 0;
    for (int block = 0; block < blocks; block++) {
      sum += partial[block * 2 * MAPS + map];
      squares += partial[block * 2 * MAPS + MAPS + map];
    }
    const float mean = sum / count;
    statistics[around ? 2 * MAPS + map : map] = mean;
    if (around) {
      const float variance = squares / count - mean * mean;
      statistics[MAPS + map] = variance < 0 ? 0 : variance;
    }
  }
}

// The running ones serve.
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void normalization_running(global const float *restrict parameters, int at, global float *restrict statistics) {
  const int i = get_global_id(0);
  if (i < 3 * MAPS) {
    statistics[i] = i < 2 * MAPS ? parameters[at + 2 * MAPS + i] : 0;
  }
}

kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void normalization_forward(global const float *restrict input, global const float *restrict parameters, int at,
                           global const float *restrict statistics, float epsilon, int count,
                           global float *restrict output) {
  const int i = get_global_id(0);
  if (i < count) {
    const int map = i / POSITIONS % MAPS;
    const float a = factor(statistics, parameters, at, map, epsilon) * (input[i] - statistics[map]) +
                    parameters[at + MAPS + map];
    output[i] = LAYER_OUTPUT(a);
  }
}

// dE/dx = scale / sigma (dE/dy - m1 - normal m2), m1 and m2 the means of dE/dy and of normal dE/dy over the batch, which
// are 0 where the statistics are not the batch's.
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void normalization_backward_inputs(global const float *restrict derivative, global const float *restrict input,
                                   global const float *restrict parameters, int at,
                                   global const float *restrict statistics, float epsilon,
                                   global const float *restrict means, int count,
                                   global float *restrict in_derivative) {
  const int i = get_global_id(0);
  if (i < count) {
    const int map = i / POSITIONS % MAPS;
    const float x = input[i];
    const float f = factor(statistics, parameters, at, map, epsilon);
    if (DEGREE == 2) {
      in_derivative[i] = input_derivative(x, f * f * derivative[i]);
    } else {
      const float d = derivative[i] - means[map] - normal(statistics, map, epsilon, x) * means[MAPS + map];
      in_derivative[i] = input_derivative(x, f * d);
    }
  }
}

// A work-group computes one map's scale and shift, summed over a block of samples.
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void normalization_backward_parameters(global const float *restrict input, global const float *restrict derivative,
                                       int samples, int block_size, global const float *restrict statistics,
                                       float epsilon, int at, int parameter_count, global float *restrict partial) {
  local float sums[2 * GROUP];
  const int map = get_group_id(0);
  const int begin = get_group_id(1) * block_size;
  const int count = (min(begin + block_size, samples) - begin) * POSITIONS;
  const int lane = get_local_id(0);
  float scale = 0;
  float shift = 0;
  for (int first = lane; first < count; first += RUN * GROUP) {
    const int end = min(count, first + RUN * GROUP);
    float scale_part = 0;
    float shift_part = 0;
    for (int k = first; k < end; k += GROUP) {
      const int i = place(begin, map, k);
      scale_part += derivative[i] * propagation(normal(statistics, map, epsilon, input[i]));
      shift_part += derivative[i];
    }
    scale += scale_part;
    shift += shift_part;
  }
  if (DEGREE == 1) {
    // What the rounded mean makes all normal values too large by would add up.
    scale -= statistics[2 * MAPS + map] / sqrt(statistics[MAPS + map] + epsilon) * shift;
  }
  sums[lane] = scale;
  sums[GROUP + lane] = shift;
  add_lanes(sums, 2, lane, GROUP);
  if (lane == 0) {
    global float *block = partial + get_group_id(1) * parameter_count + at + map;
    block[0] = sums[0];
    block[MAPS] = sums[GROUP];
    block[2 * MAPS] = 0;
    block[3 * MAPS] = 0;
  }
}

// The means over the batch of dE/dy and of normal dE/dy, from the sums of the blocks; 0 where there is no batch.
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void normalization_means(global const float *restrict partial, int blocks, int parameter_count, int at, float count,
                         global float *restrict means) {
  const int map = get_global_id(0);
  if (map < MAPS) {
    float scale = 0;
    float shift = 0;
    for (int block = 0; block < blocks; block++) {
      global const float *sums = partial + block * parameter_count + at + map;
      scale += sums[0];
      shift += sums[MAPS];
    }
    means[map] = count > 0 ? shift / count : 0;
    means[MAPS + map] = count > 0 ? scale / count : 0;
  }
}

// running <- running + momentum (new - running), the variance by n - 1. A value that would not be finite is left.
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void normalization_move(global float *restrict parameters, int at, global const float *restrict statistics,
                        float momentum, float spread, global int *halt, int turn) {
  const int i = get_global_id(0);
  const bool failed = halted(halt, turn);
  if (i < 2 * MAPS && !failed) {
    const int place = at + 2 * MAPS + i;
    const float towards = i < MAPS ? statistics[i] : spread * statistics[i];
    const float value = parameters[place] + momentum * (towards - parameters[place]);
    parameters[place] = isfinite(value) ? value : parameters[place];
  }
  halt_if(failed, halt, turn);
}
