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

// First derivatives are propagated by a factor (order 1), diagonal second derivatives by its square (order 2:
// LeCun et al. 1998, Appendix C).
static float propagation(float factor, int order) { return order == 2 ? factor * factor : factor; }

// A squash that follows a layer is computed as its outputs are written (SQUASH_OUTPUT), and propagated through as the
// derivatives by its outputs are written, which are the inputs x of the next layer (SQUASH_INPUT).
#ifndef SQUASH_OUTPUT
#define SQUASH_OUTPUT 1
#endif
#ifndef SQUASH_INPUT
#define SQUASH_INPUT 1
#endif

#if SQUASH_OUTPUT
#define LAYER_OUTPUT(a) SQUASH(a)
#else
#define LAYER_OUTPUT(a) (a)
#endif

static float input_derivative(float x, float derivative, int order) {
  return SQUASH_INPUT ? propagation(squash_slope(x), order) * derivative : derivative;
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
