// What the kernels of all layers share.

// The squashing function f(a) = A tanh(S a).
#define AMPLITUDE 1.7159f
#define SLOPE (2.0f / 3.0f)

#define SQUASH(a) (AMPLITUDE * tanh(SLOPE * (a)))

// Its slope f'(a) = A S (1 - (f/A)^2), from its value f.
static float squash_slope(float f) {
  const float t = f * (1.0f / AMPLITUDE);
  return AMPLITUDE * SLOPE * (1.0f - t * t);
}

// A file is compiled for one degree: first derivatives are propagated by a factor, diagonal second derivatives by its
// square (LeCun et al. 1998, Appendix C).
#ifndef DEGREE
#define DEGREE 1
#endif

static float propagation(float factor) { return DEGREE == 2 ? factor * factor : factor; }

// The activation functions, by number.
#define LINEAR 0
#define SIGMOID 1
#define HARD_SIGMOID 2
#define TANH 3
#define SCALED_TANH 4
#define RELU 5
#define SOFTPLUS 6
#define SOFTSIGN 7

// The activation that follows a layer is computed as its outputs are written (ACTIVATION_OUTPUT), and propagated
// through as the derivatives by its outputs are written, which are the inputs x of the next layer (ACTIVATION_INPUT).
#ifndef ACTIVATION_OUTPUT
#define ACTIVATION_OUTPUT SCALED_TANH
#endif
#ifndef ACTIVATION_INPUT
#define ACTIVATION_INPUT SCALED_TANH
#endif

// For a value or a vector of them; what is not a number stays so.
#if ACTIVATION_OUTPUT == SIGMOID
#define LAYER_OUTPUT(a) (1.0f / (1.0f + exp(-(a))))
#elif ACTIVATION_OUTPUT == HARD_SIGMOID
#define LAYER_OUTPUT(a) CLAMPED(0.2f * (a) + 0.5f)
#define CLAMPED(a) ((a) < 0.0f ? 0.0f : (a) > 1.0f ? 1.0f : (a))
#elif ACTIVATION_OUTPUT == TANH
#define LAYER_OUTPUT(a) tanh(a)
#elif ACTIVATION_OUTPUT == SCALED_TANH
#define LAYER_OUTPUT(a) SQUASH(a)
#elif ACTIVATION_OUTPUT == RELU
#define LAYER_OUTPUT(a) ((a) < 0.0f ? 0.0f : (a))
#elif ACTIVATION_OUTPUT == SOFTPLUS
#define LAYER_OUTPUT(a) (((a) < 0.0f ? 0.0f : (a)) + log1p(exp(-fabs(a))))
#elif ACTIVATION_OUTPUT == SOFTSIGN
#define LAYER_OUTPUT(a) ((a) / (1.0f + fabs(a)))
#else
#define LAYER_OUTPUT(a) (a)
#endif

// The slope of a function from its value f.
static float activation_slope(int function, float f) {
  switch (function) {
  case SIGMOID:
    return f * (1.0f - f);
  case HARD_SIGMOID:
    return f > 0.0f && f < 1.0f ? 0.2f : 0.0f;
  case TANH:
    return 1.0f - f * f;
  case SCALED_TANH:
    return squash_slope(f);
  case RELU:
    return f > 0.0f ? 1.0f : 0.0f;
  case SOFTPLUS:
    return -expm1(-f);
  case SOFTSIGN:
    return (1.0f - fabs(f)) * (1.0f - fabs(f));
  default:
    return 1.0f;
  }
}

static float input_derivative(float x, float derivative) {
  return ACTIVATION_INPUT == LINEAR ? derivative : propagation(activation_slope(ACTIVATION_INPUT, x)) * derivative;
}

// Adds up sums[row][0 ... lanes-1] into sums[row][0] for each row, pairwise, so always in the same order. All of the
// work-group's lanes must come here, and the sums be written.
static void add_lanes(local float *sums, int rows, int lane, int lanes) {
  for (int width = lanes; width > 1; width = (width + 1) / 2) {
    barrier(CLK_LOCAL_MEM_FENCE);
    const int middle = (width + 1) / 2;
    if (lane < width - middle) {
      for (int row = 0; row < rows; row++) {
        sums[row * lanes + lane] += sums[row * lanes + lane + middle];
      }
    }
  }
  barrier(CLK_LOCAL_MEM_FENCE);
}
