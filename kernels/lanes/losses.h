// The loss of the network in hand.

// By number.
#define MEAN_SQUARED_ERROR 0
#define MAXIMUM_A_POSTERIORI 1
#define CROSS_ENTROPY 2
#define OUTPUT_SQUARED_ERROR 3

// The constant is j of equation (9), or label smoothing.
INLINE lanes losses(int loss, float loss_constant, float scale, marked *samples, global lanes *y) {
  if (OF_PENALTIES) {
    return penalty_losses(OUTPUTS, loss == MAXIMUM_A_POSTERIORI, loss_constant, scale, samples, y);
  }
  if (loss == CROSS_ENTROPY) {
    return cross_entropies(OUTPUTS, OUTPUT_FUNCTION, loss_constant, scale, samples, y);
  }
  if (OF_SOFTMAX) {
    softmax(OUTPUTS, y);
  }
  return squared_errors(OUTPUTS, OUTPUT_FUNCTION, OF_SOFTMAX, scale, samples, y);
}
