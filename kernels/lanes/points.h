// The activation functions, by number, and their slopes from their values, as in propagation.h.
#define LINEAR 0
#define SIGMOID 1
#define HARD_SIGMOID 2
#define TANH 3
#define SCALED_TANH 4
#define RELU 5
#define SOFTPLUS 6
#define SOFTSIGN 7

// The squashing function's.
#define AMPLITUDE 1.7159f
#define SLOPE (2.0f / 3.0f)

INLINE lanes activation(const int function, lanes a) {
  switch (function) {
  case SIGMOID:
    return 1.0f / (1.0f + exp(-a));
  case HARD_SIGMOID: {
    const lanes line = 0.2f * a + 0.5f;
    return line < 0.0f ? (lanes)(0.0f) : line > 1.0f ? (lanes)(1.0f) : line;
  }
  case TANH:
    return tanh_of(a);
  case SCALED_TANH:
    return AMPLITUDE * tanh_of(SLOPE * a);
  case RELU:
    return a < 0.0f ? (lanes)(0.0f) : a;
  case SOFTPLUS:
    return (a < 0.0f ? (lanes)(0.0f) : a) + log1p(exp(-fabs(a)));
  case SOFTSIGN:
    return a / (1.0f + fabs(a));
  default:
    return a;
  }
}

// The derivative d by a function's values f, carried on to its arguments.
INLINE lanes through(const int function, lanes f, lanes d) {
  switch (function) {
  case SIGMOID:
    return f * (1.0f - f) * d;
  case HARD_SIGMOID:
    return ((f > 0.0f) & (f < 1.0f)) ? 0.2f * d : (lanes)(0.0f);
  case TANH:
    return (1.0f - f * f) * d;
  case SCALED_TANH: {
    const lanes t = f * (1.0f / AMPLITUDE);
    return AMPLITUDE * SLOPE * (1.0f - t * t) * d;
  }
  case RELU:
    return f > 0.0f ? d : (lanes)(0.0f);
  case SOFTPLUS:
    return -expm1(-f) * d;
  case SOFTSIGN:
    return (1.0f - fabs(f)) * (1.0f - fabs(f)) * d;
  default:
    return d;
  }
}
