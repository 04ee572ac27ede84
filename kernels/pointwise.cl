// Functions of every value whose slope follows from the argument, or which have a constant alpha: they are no part of
// the layer before.
#include "propagation.h"

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

#ifndef POINTWISE
#define POINTWISE GELU
#endif
#ifndef GROUP
#define GROUP 64
#endif

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
static float bounded(float least, float x, float most) { return x < least ? least : x > most ? most : x; }

static float logistic(float x) { return 1.0f / (1.0f + exp(-x)); }

// The tangent's argument in GELU_TANH: (1 + tanh b) / 2 is the logistic function of 2 b.
static float bend(float x) { return SQRT_2_BY_PI * (x + CUBIC * x * x * x); }

// The part of a normal distribution that is below x.
static float normal_below(float x) { return 0.5f * erfc(-SQRT_HALF * x); }

// 1 - tanh(log(1 + e^x)) = 2 / (1 + (1 + e^x)^2), without overflow: of n = e^-|x|.
static float mish_rest(float x) {
  const float n = exp(-fabs(x));
  return x > 0.0f ? 2.0f * n * n / (1.0f + 2.0f * n + 2.0f * n * n) : 2.0f / (2.0f + 2.0f * n + n * n);
}

static float value(float x, float alpha) {
  switch (POINTWISE) {
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
    const float n = exp(-fabs(x));
    return x * (x > 0.0f ? 1.0f - mish_rest(x) : (n * n + 2.0f * n) / (2.0f + 2.0f * n + n * n));
  }
  default:
    return x * bounded(0.0f, x * (1.0f / 6.0f) + 0.5f, 1.0f);
  }
}

static float slope(float x, float alpha) {
  switch (POINTWISE) {
  case LEAKY_RELU:
    return x > 0.0f ? 1.0f : alpha;
  case CLIPPED_RELU:
    return x > 0.0f && x <= alpha ? 1.0f : 0.0f;
  case SLOPED_HARD_SIGMOID:
    return alpha * x > -0.5f && alpha * x <= 0.5f ? alpha : 0.0f;
  case ELU:
    return x > 0.0f ? 1.0f : alpha * exp(x);
  case SELU:
    return SELU_SCALE * (x > 0.0f ? 1.0f : SELU_ALPHA * exp(x));
  case GELU:
    return normal_below(x) + x * DENSITY_AT_0 * exp(-0.5f * x * x);
  case GELU_TANH: {
    const float c = bounded(-FLAT, x, FLAT);
    const float s = logistic(2.0f * bend(c));
    const float rise = 2.0f * SQRT_2_BY_PI * (1.0f + 3.0f * CUBIC * c * c);
    return s * (1.0f + c * rise * logistic(-2.0f * bend(c)));
  }
  case MISH: {
    const float rest = mish_rest(x);
    const float n = exp(-fabs(x));
    const float t = x > 0.0f ? 1.0f - rest : (n * n + 2.0f * n) / (2.0f + 2.0f * n + n * n);
    return t + x * rest * (1.0f + t) * logistic(x);
  }
  case SILU:
    return logistic(x) * (1.0f + x * logistic(-x));
  default:
    return x > 3.0f ? 1.0f : x > -3.0f ? x * (1.0f / 3.0f) + 0.5f : 0.0f;
  }
}

kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void pointwise_forward(global const float *restrict input, float alpha, int count, global float *restrict output) {
  const int i = get_global_id(0);
  if (i < count) {
    const float y = value(input[i], alpha);
    output[i] = LAYER_OUTPUT(y);
  }
}

static void to_inputs(global const float *restrict derivative, global const float *restrict input, float alpha,
                      int count, global float *restrict in_derivative, int order) {
  const int i = get_global_id(0);
  if (i < count) {
    const float d = propagation(slope(input[i], alpha), order) * derivative[i];
    in_derivative[i] = input_derivative(input[i], d, order);
  }
}

kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void pointwise_backward_inputs(global const float *restrict derivative, global const float *restrict input, float alpha,
                               int count, global float *restrict in_derivative) {
  to_inputs(derivative, input, alpha, count, in_derivative, 1);
}

kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void pointwise_curvature_inputs(global const float *restrict derivative, global const float *restrict input,
                                float alpha, int count, global float *restrict in_derivative) {
  to_inputs(derivative, input, alpha, count, in_derivative, 2);
}
