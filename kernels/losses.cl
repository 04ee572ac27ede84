// The losses of equations (8) and (9) of LeCun et al. 1998, from the penalties y of one sample and its label D, with
// their derivatives: first = dE/dy and d2E/dy2 = diag(diagonal) - factor factor^T.
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
