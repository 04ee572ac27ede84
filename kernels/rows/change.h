// Changes of the parameters w by a gradient g, as in update.cl, in the same work-item.
#define GRADIENT_DESCENT 0
#define MOMENTUM 1
#define LEVENBERG_MARQUARDT 2

// A rule and its constants: the second is momentum, or mu; the state is velocity, or second derivatives; for
// Levenberg-Marquardt there is room for the rate of each parameter.
typedef struct {
  int kind;
  float rate, second;
  global float *state, *rates;
} update_rule;

INLINE void find_rates(update_rule rule) {
  for (int k = 0; k < PARAMETERS && rule.kind == LEVENBERG_MARQUARDT; k += LANES) {
    const int n = PARAMETERS - k;
    put_exactly(n, rule.rate / (rule.second + take_exactly(n, rule.state + k)), rule.rates + k);
  }
}

// A value that would not be finite is left as it was. The answer has a lane other than 0 where there was one.
INLINE int_lanes change_some(const int kind, update_rule rule, const int n, int k, global float *w,
                             global const float *g) {
  const lanes old = take_exactly(n, w + k);
  const lanes gradient = take_exactly(n, g + k);
  lanes step;
  if (kind == MOMENTUM) {
    const lanes before = take_exactly(n, rule.state + k);
    const lanes velocity = rule.second * before + gradient;
    step = rule.rate * velocity;
    put_exactly(n, isfinite(old - step) ? velocity : before, rule.state + k);
  } else if (kind == LEVENBERG_MARQUARDT) {
    step = take_exactly(n, rule.rates + k) * gradient;
  } else {
    step = rule.rate * gradient;
  }
  const lanes value = old - step;
  const int_lanes finite = isfinite(value);
  put_exactly(n, finite ? value : old, w + k);
  return ~finite;
}

// Whether a value would not be finite.
INLINE bool change_all(const int kind, update_rule rule, global float *w, global const float *g) {
  const int whole = PARAMETERS / LANES * LANES;
  int_lanes bad = 0;
  for (int k = 0; k < whole; k += LANES) {
    bad |= change_some(kind, rule, LANES, k, w, g);
  }
  if (whole < PARAMETERS) {
    bad |= change_some(kind, rule, PARAMETERS - whole, whole, w, g);
  }
  return any(bad);
}

INLINE bool change(update_rule rule, global float *w, global const float *g) {
  switch (rule.kind) {
  case GRADIENT_DESCENT:
    return change_all(GRADIENT_DESCENT, rule, w, g);
  case MOMENTUM:
    return change_all(MOMENTUM, rule, w, g);
  case LEVENBERG_MARQUARDT:
    return change_all(LEVENBERG_MARQUARDT, rule, w, g);
  default: // no rule that is known here: the gradient alone is wanted
    return false;
  }
}
