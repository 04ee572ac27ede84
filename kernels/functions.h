// Functions of every value whose slope follows from the argument, or which have a constant alpha: of a value or a vector
// of them, whichever the type real is.

// By number, in the order of Pointwise.Function.
#define LEAKY_RELU 0
#define CLIPPED_RELU 1
#define SLOPED_HARD_SIGMOID 2
#define ELU 3
#define SELU 4
#define GELU 5
#define GELU_TANH 6
#define SILU 7
#define HARD_SWISH 8
#define MISH 9

#define SELU_SCALE 1.05070099f
#define SELU_ALPHA 1.67326324f
#define SQRT_HALF 0.707106781f
// 1 / sqrt(2 pi) and sqrt(2 / pi).
#define DENSITY_AT_0 0.398942280f
#define SQRT_2_BY_PI 0.797884561f
#define CUBIC 0.044715f
// Where GELU_TANH has long been a straight line, and the cube of the argument is still a number.
#define FLAT 20.0f

// Between two bounds; what is not a number stays so.
INLINE real bounded(real least, real x, real most) { return x < least ? least : x > most ? most : x; }

INLINE real logistic(real x) { return 1.0f / (1.0f + exp(-x)); }

// The tangent's argument in GELU_TANH: (1 + tanh b) / 2 is the logistic function of 2 b.
INLINE real bend(real x) { return SQRT_2_BY_PI * (x + CUBIC * x * x * x); }

// The part of a normal distribution that is below x.
INLINE real normal_below(real x) { return 0.5f * erfc(-SQRT_HALF * x); }

// 1 - tanh(log(1 + e^x)) = 2 / (1 + (1 + e^x)^2), without overflow: of n = e^-|x|.
INLINE real mish_rest(real x) {
  const real n = exp(-fabs(x));
  return x > 0.0f ? 2.0f * n * n / (1.0f + 2.0f * n + 2.0f * n * n) : 2.0f / (2.0f + 2.0f * n + n * n);
}

INLINE real pointwise(const int function, const float alpha, real x) {
  switch (function) {
  case LEAKY_RELU:
    return x > 0.0f ? x : alpha * x;
  case CLIPPED_RELU:
    return bounded(0.0f, x, alpha);
  case SLOPED_HARD_SIGMOID:
    return bounded(0.0f, alpha * x + 0.5f, 1.0f);
  case ELU:
    return x > 0.0f ? x : alpha * expm1(x);
  case SELU:
    return SELU_SCALE * (x > 0.0f ? x : SELU_ALPHA * expm1(x));
  case GELU:
    return x * normal_below(x);
  case GELU_TANH:
    return x * logistic(2.0f * bend(bounded(-FLAT, x, FLAT)));
  case SILU:
    return x * logistic(x);
  case MISH: {
    const real n = exp(-fabs(x));
    return x * (x > 0.0f ? 1.0f - mish_rest(x) : (n * n + 2.0f * n) / (2.0f + 2.0f * n + n * n));
  }
  default:
    return x * bounded(0.0f, x * (1.0f / 6.0f) + 0.5f, 1.0f);
  }
}

// The slope at x, on the left of a corner.
INLINE real pointwise_slope(const int function, const float alpha, real x) {
  switch (function) {
  case LEAKY_RELU:
    return x > 0.0f ? (real)(1.0f) : (real)(alpha);
  case CLIPPED_RELU:
    return ((x > 0.0f) & (x <= alpha)) ? (real)(1.0f) : (real)(0.0f);
  case SLOPED_HARD_SIGMOID:
    return ((alpha * x > -0.5f) & (alpha * x <= 0.5f)) ? (real)(alpha) : (real)(0.0f);
  case ELU:
    return x > 0.0f ? (real)(1.0f) : alpha * exp(x);
  case SELU:
    return SELU_SCALE * (x > 0.0f ? (real)(1.0f) : SELU_ALPHA * exp(x));
  case GELU:
    return normal_below(x) + x * DENSITY_AT_0 * exp(-0.5f * x * x);
  case GELU_TANH: {
    const real c = bounded(-FLAT, x, FLAT);
    const real s = logistic(2.0f * bend(c));
    const real rise = 2.0f * SQRT_2_BY_PI * (1.0f + 3.0f * CUBIC * c * c);
    return s * (1.0f + c * rise * logistic(-2.0f * bend(c)));
  }
  case MISH: {
    const real rest = mish_rest(x);
    const real n = exp(-fabs(x));
    const real t = x > 0.0f ? 1.0f - rest : (n * n + 2.0f * n) / (2.0f + 2.0f * n + n * n);
    return t + x * rest * (1.0f + t) * logistic(x);
  }
  case SILU:
    return logistic(x) * (1.0f + x * logistic(-x));
  default:
    return x > 3.0f ? (real)(1.0f) : x > -3.0f ? x * (1.0f / 3.0f) + 0.5f : (real)(0.0f);
  }
}
