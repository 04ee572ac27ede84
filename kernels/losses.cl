// The losses of equations (8) and (9) of LeCun et al. 1998, from the penalties y of one sample and its label D, and those
// for other output layers, with their derivatives: first = dE/dy and d2E/dy2 = diag(diagonal) - factor factor^T.
//
// The loss of each sample is multiplied by scale; the derivatives also by weight. Samples are order[position],
// order[position + 1], ...; their losses and marks go to the same places.
#include "halt.h"

#ifndef CLASSES
#define CLASSES 10
#endif
#ifndef GROUP
#define GROUP 64
#endif

// A sample's mark: 1 if another class's penalty is as small as the label's, plus 2 if its loss, or one before, is not
// finite.
static uchar mark(global const float *restrict y, int label, bool failed) {
  uchar misread = 0;
  for (int i = 0; i < CLASSES; i++) {
    if (i != label && !(y[label] < y[i])) {
      misread = 1;
    }
  }
  return failed ? misread | 2 : misread;
}

// The same where the largest output is the answer, or of a single one whether it is above a threshold.
static uchar mark_largest(global const float *restrict y, int label, float threshold, bool failed) {
  uchar misread = 0;
  if (CLASSES == 1) {
    misread = label == 1 ? !(y[0] > threshold) : !(y[0] <= threshold);
  }
  for (int i = 0; i < CLASSES && CLASSES > 1; i++) {
    if (i != label && !(y[label] > y[i])) {
      misread = 1;
    }
  }
  return failed ? misread | 2 : misread;
}

// Equation (8): E = y_D.
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void losses_mse(global const float *restrict output, global const int *restrict labels,
                global const int *restrict order, int position, int samples, float scale, float weight,
                global float *restrict first, global float *restrict diagonal, global float *restrict factor,
                global float *restrict losses, global uchar *restrict marks, global int *halt, int turn) {
  const int sample = get_global_id(0);
  bool failed = halted(halt, turn);
  if (sample < samples) {
    global const float *y = output + sample * CLASSES;
    const int label = labels[order[position + sample]];
    for (int i = 0; i < CLASSES; i++) {
      first[sample * CLASSES + i] = i == label ? scale * weight : 0.0f;
      diagonal[sample * CLASSES + i] = 0;
      factor[sample * CLASSES + i] = 0;
    }
    const float loss = scale * y[label];
    failed = failed || !isfinite(loss);
    losses[position + sample] = loss;
    marks[position + sample] = mark(y, label, failed);
  }
  halt_if(failed, halt, turn);
}

// Equation (9): E = y_D + log(e^-j + sum over i of e^-y_i), with q_i = e^-y_i / (e^-j + sum over k of e^-y_k).
// All exponents are taken relative to the largest.
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void losses_map(global const float *restrict output, global const int *restrict labels,
                global const int *restrict order, int position, int samples, float scale, float weight,
                global float *restrict first, global float *restrict diagonal, global float *restrict factor,
                global float *restrict losses, global uchar *restrict marks, global int *halt, int turn, float j) {
  const int sample = get_global_id(0);
  bool failed = halted(halt, turn);
  if (sample < samples) {
    global const float *y = output + sample * CLASSES;
    const int label = labels[order[position + sample]];
    float least = j;
    for (int i = 0; i < CLASSES; i++) {
      least = fmin(least, y[i]);
    }
    const float own = exp(least - y[label]);
    float others = exp(least - j);
    for (int i = 0; i < CLASSES; i++) {
      others += i == label ? 0.0f : exp(least - y[i]);
    }
    const float all = own + others;
    for (int i = 0; i < CLASSES; i++) {
      const float q = exp(least - y[i]) / all;
      // 1 - q_D without the cancellation.
      first[sample * CLASSES + i] = scale * weight * (i == label ? others / all : -q);
      diagonal[sample * CLASSES + i] = scale * weight * q;
      factor[sample * CLASSES + i] = sqrt(scale * weight) * q;
    }
    const float loss = scale * (y[label] - least + log(all));
    failed = failed || !isfinite(loss);
    losses[position + sample] = loss;
    marks[position + sample] = mark(y, label, failed);
  }
  halt_if(failed, halt, turn);
}

// Cross entropy of the softmax p of the values y: E = -log p_D; and of the logistic function p of a single one:
// E = -log p for class 1 and -log (1 - p) for class 0. All exponents are taken relative to the largest. Label smoothing
// adds smoothing ([i = D] - 1/n) to the derivatives of n classes, a single value standing beside a 0 for class 0.
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void losses_cross_entropy(global const float *restrict output, global const int *restrict labels,
                          global const int *restrict order, int position, int samples, float scale, float weight,
                          global float *restrict first, global float *restrict diagonal,
                          global float *restrict factor, global float *restrict losses,
                          global uchar *restrict marks, global int *halt, int turn, float smoothing) {
  const int sample = get_global_id(0);
  bool failed = halted(halt, turn);
  if (sample < samples) {
    global const float *y = output + sample * CLASSES;
    const int label = labels[order[position + sample]];
    float loss;
#if CLASSES == 1
    const float wrongness = label == 1 ? -y[0] : y[0];
    const float small = exp(-fabs(y[0]));
    const float doubt = (wrongness > 0 ? 1.0f : small) / (1.0f + small);
    first[sample] = scale * weight * (label == 1 ? -doubt : doubt);
    diagonal[sample] = scale * weight * small / ((1.0f + small) * (1.0f + small));
    factor[sample] = 0;
    const float half_smoothing = label == 1 ? 0.5f * smoothing : -0.5f * smoothing;
    first[sample] += scale * weight * half_smoothing;
    loss = scale * ((wrongness < 0 ? 0.0f : wrongness) + log1p(small) + half_smoothing * y[0]);
#else
    int best = 0;
    for (int i = 1; i < CLASSES; i++) {
      best = y[i] > y[best] ? i : best;
    }
    float rest = 0;
    float others = 0;
    for (int i = 0; i < CLASSES; i++) {
      const float e = exp(y[i] - y[best]);
      rest += i == best ? 0.0f : e;
      others += i == label ? 0.0f : e;
    }
    const float all = 1.0f + rest;
    float mean = 0;
    for (int i = 0; i < CLASSES; i++) {
      mean += y[i] * (1.0f / CLASSES);
      const float p = exp(y[i] - y[best]) / all;
      const float smoothed = smoothing * ((i == label ? 1.0f : 0.0f) - 1.0f / CLASSES);
      // 1 - p_D without the cancellation.
      first[sample * CLASSES + i] = scale * weight * ((i == label ? -others / all : p) + smoothed);
      diagonal[sample * CLASSES + i] = scale * weight * p;
      factor[sample * CLASSES + i] = sqrt(scale * weight) * p;
    }
    loss = scale * (y[best] - y[label] + log1p(rest) + smoothing * (y[label] - mean));
#endif
    failed = failed || !isfinite(loss);
    losses[position + sample] = loss;
    marks[position + sample] = mark_largest(y, label, 0.0f, failed);
  }
  halt_if(failed, halt, turn);
}

// Mean squared error over the n outputs: E = 1/n sum over i of (y_i - t_i)^2, where t is 1 at the label and 0 elsewhere,
// or of a single output the label itself.
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void losses_output_squared_error(global const float *restrict output, global const int *restrict labels,
                                 global const int *restrict order, int position, int samples, float scale,
                                 float weight, global float *restrict first, global float *restrict diagonal,
                                 global float *restrict factor, global float *restrict losses,
                                 global uchar *restrict marks, global int *halt, int turn) {
  const int sample = get_global_id(0);
  bool failed = halted(halt, turn);
  if (sample < samples) {
    global const float *y = output + sample * CLASSES;
    const int label = labels[order[position + sample]];
    const int target = CLASSES == 1 ? 1 - label : label;
    float sum = 0;
    for (int i = 0; i < CLASSES; i++) {
      const float error = y[i] - (i == target ? 1.0f : 0.0f);
      sum += error * error;
      first[sample * CLASSES + i] = scale * weight * (2.0f / CLASSES) * error;
      diagonal[sample * CLASSES + i] = scale * weight * (2.0f / CLASSES);
      factor[sample * CLASSES + i] = 0;
    }
    const float loss = scale / CLASSES * sum;
    failed = failed || !isfinite(loss);
    losses[position + sample] = loss;
    marks[position + sample] = mark_largest(y, label, 0.5f, failed);
  }
  halt_if(failed, halt, turn);
}

// Where the last layer is no layer of radial basis functions, second derivatives start from their diagonal.
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void losses_diagonal(global const float *restrict diagonal, global const float *restrict factor, int count,
                     global float *restrict derivative) {
  const int i = get_global_id(0);
  if (i < count) {
    const float square = factor[i] * factor[i];
    derivative[i] = diagonal[i] - square;
  }
}
