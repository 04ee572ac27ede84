// The radial basis functions of the output layer and the losses of equations (8) and (9), as in radial_basis.cl and
// losses.cl.

INLINE void penalties(global const lanes *f6, global const float *centers, lanes *y) {
  UNROLL for (int i = 0; i < CLASSES; i++) { y[i] = 0.0f; }
  for (int j = 0; j < F6_UNITS; j++) {
    UNROLL for (int i = 0; i < CLASSES; i++) {
      const lanes distance = f6[j] - centers[i * F6_UNITS + j];
      y[i] += distance * distance;
    }
  }
}

// From the derivatives by the penalties to those by F6's weighted sums, which take the place of F6's values.
INLINE void penalties_backward(const lanes *derivative, global const float *centers, global lanes *f6) {
  for (int j = 0; j < F6_UNITS; j++) {
    lanes sum = 0.0f;
    UNROLL for (int i = 0; i < CLASSES; i++) {
      sum += derivative[i] * 2.0f * (f6[j] - centers[i * F6_UNITS + j]);
    }
    f6[j] = squash_slope(f6[j]) * sum;
  }
}

// The losses of a block, whether another class's penalty is as small as the label's (-1, else 0), and the derivatives
// by the penalties y times the weight of each sample.
INLINE lanes losses(const lanes *y, int_lanes label, bool posterior, float j, float scale, lanes weight,
                    int_lanes *misread, lanes *derivative) {
  lanes own = 0.0f;
  lanes least = j;
  UNROLL for (int i = 0; i < CLASSES; i++) {
    own = label == i ? y[i] : own;
    least = fmin(least, y[i]);
  }
  lanes others = exp(least - j);
  *misread = 0;
  UNROLL for (int i = 0; i < CLASSES; i++) {
    *misread |= (label != i) & ~(own < y[i]);
    derivative[i] = exp(least - y[i]);
    others += label == i ? (lanes)(0.0f) : derivative[i];
  }
  const lanes all = exp(least - own) + others;
  UNROLL for (int i = 0; i < CLASSES; i++) {
    const lanes of_posterior = label == i ? others / all : -(derivative[i] / all);
    const lanes of_penalty = label == i ? (lanes)(1.0f) : (lanes)(0.0f);
    derivative[i] = scale * weight * (posterior ? of_posterior : of_penalty);
  }
  return scale * (posterior ? own - least + log(all) : own);
}
