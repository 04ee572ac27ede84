// The losses, as in softmax.cl and losses.cl. Derivatives by values take these values' place.

INLINE void softmax(const int classes, global lanes *y) {
  lanes largest = y[0];
  for (int i = 1; i < classes; i++) {
    largest = fmax(largest, y[i]);
  }
  lanes sum = 0.0f;
  for (int i = 0; i < classes; i++) {
    y[i] = exp(y[i] - largest);
    sum += y[i];
  }
  for (int i = 0; i < classes; i++) {
    y[i] /= sum;
  }
}

// A block's samples: their labels, and the weights of their derivatives; whether each is misread (-1, else 0).
typedef struct {
  int_lanes label;
  lanes weight;
  int_lanes misread;
} marked;

// The value at each sample's label.
INLINE lanes own_of(const int classes, global const lanes *y, int_lanes label) {
  lanes own = 0.0f;
  for (int i = 0; i < classes; i++) {
    own = label == i ? y[i] : own;
  }
  return own;
}

// Of several values the largest is the answer, of a single one whether it is above a threshold.
INLINE int_lanes misread_largest(const int classes, global const lanes *y, int_lanes label, float threshold) {
  if (classes == 1) {
    return label == 1 ? ~(y[0] > threshold) : ~(y[0] <= threshold);
  }
  const lanes own = own_of(classes, y, label);
  int_lanes misread = 0;
  for (int i = 0; i < classes; i++) {
    misread |= (label != i) & ~(own > y[i]);
  }
  return misread;
}

// Equations (8) and (9), of penalties.
INLINE lanes penalty_losses(const int classes, bool posterior, float j, float scale, marked *samples,
                            global lanes *y) {
  const int_lanes label = samples->label;
  const lanes own = own_of(classes, y, label);
  lanes least = j;
  samples->misread = 0;
  for (int i = 0; i < classes; i++) {
    least = fmin(least, y[i]);
    samples->misread |= (label != i) & ~(own < y[i]);
  }
  lanes others = exp(least - j);
  for (int i = 0; i < classes; i++) {
    const lanes e = exp(least - y[i]);
    y[i] = e;
    others += label == i ? (lanes)(0.0f) : e;
  }
  const lanes all = exp(least - own) + others;
  for (int i = 0; i < classes; i++) {
    // 1 - q_D without the cancellation.
    const lanes of_posterior = label == i ? others / all : -(y[i] / all);
    const lanes of_penalty = label == i ? (lanes)(1.0f) : (lanes)(0.0f);
    y[i] = scale * samples->weight * (posterior ? of_posterior : of_penalty);
  }
  return scale * (posterior ? own - least + log(all) : own);
}

// Cross entropy of the softmax of the values, or of the logistic function of a single one; the function is what gave
// the values. Label smoothing adds smoothing ([i = D] - 1/n) to the derivatives of n classes, a single value standing
// beside a 0 for class 0.
INLINE lanes cross_entropies(const int classes, const int function, float smoothing, float scale, marked *samples,
                             global lanes *y) {
  const int_lanes label = samples->label;
  samples->misread = misread_largest(classes, y, label, 0.0f);
  if (classes == 1) {
    const lanes value = y[0];
    const lanes wrongness = label == 1 ? -value : value;
    const lanes small = exp(-fabs(value));
    const lanes doubt = (wrongness > 0.0f ? (lanes)(1.0f) : small) / (1.0f + small);
    const lanes smoothed = label == 1 ? (lanes)(0.5f * smoothing) : (lanes)(-0.5f * smoothing);
    y[0] = through(function, value, scale * samples->weight * ((label == 1 ? -doubt : doubt) + smoothed));
    return scale * ((wrongness < 0.0f ? (lanes)(0.0f) : wrongness) + log1p(small) + smoothed * value);
  }
  const lanes own = own_of(classes, y, label);
  lanes largest = y[0];
  int_lanes at = 0;
  for (int i = 1; i < classes; i++) {
    const int_lanes more = y[i] > largest;
    largest = more ? y[i] : largest;
    at = more ? (int_lanes)(i) : at;
  }
  lanes rest = 0.0f;
  lanes others = 0.0f;
  lanes mean = 0.0f;
  for (int i = 0; i < classes; i++) {
    mean += y[i] * (1.0f / classes);
    const lanes e = exp(y[i] - largest);
    rest += at == i ? (lanes)(0.0f) : e;
    others += label == i ? (lanes)(0.0f) : e;
  }
  const lanes all = 1.0f + rest;
  for (int i = 0; i < classes; i++) {
    // 1 - p_D without the cancellation.
    const lanes d = label == i ? -others / all : exp(y[i] - largest) / all;
    const lanes smoothed = smoothing * ((label == i ? (lanes)(1.0f) : (lanes)(0.0f)) - 1.0f / classes);
    y[i] = through(function, y[i], scale * samples->weight * (d + smoothed));
  }
  return scale * (largest - own + log1p(rest) + smoothing * (own - mean));
}

// Mean squared error over the outputs; carried back through a softmax where one gave them.
INLINE lanes squared_errors(const int classes, const int function, const bool of_softmax, float scale,
                            marked *samples, global lanes *y) {
  const int_lanes target = classes == 1 ? 1 - samples->label : samples->label;
  samples->misread = misread_largest(classes, y, samples->label, 0.5f);
  const lanes factor = scale * samples->weight * (2.0f / classes);
  lanes sum = 0.0f;
  lanes mean = 0.0f;
  for (int i = 0; i < classes; i++) {
    const lanes error = y[i] - (target == i ? (lanes)(1.0f) : (lanes)(0.0f));
    sum += error * error;
    mean += y[i] * factor * error;
  }
  for (int i = 0; i < classes; i++) {
    const lanes d = factor * (y[i] - (target == i ? (lanes)(1.0f) : (lanes)(0.0f)));
    y[i] = of_softmax ? y[i] * (d - mean) : through(function, y[i], d);
  }
  return scale / classes * sum;
}
