// Written by the host from the network, for vectors of 16 lanes.
#define INPUT_UNITS 1024
#define OUTPUTS 10
#define PARAMETERS 60000
#define ROOM 9902
#define OUTPUT 9108
#define OF_SOFTMAX 0
#define OF_PENALTIES 1
#define OUTPUT_FUNCTION LINEAR

// C3.
constant int TABLE_4_FIRST[] = {0, 3, 6, 9, 12, 15, 18, 22, 26, 30, 34, 38, 42, 46, 50, 54, 60};
constant int TABLE_4_INPUTS[] = {0, 1, 2, 1, 2, 3, 2, 3, 4, 3, 4, 5, 0, 4, 5, 0, 1, 5, 0, 1, 2, 3, 1, 2, 3,
    4, 2, 3, 4, 5, 0, 3, 4, 5, 0, 1, 4, 5, 0, 1, 2, 5, 0, 1, 3, 4, 1, 2, 4, 5, 0, 2, 3, 5, 0, 1, 2, 3, 4, 5};
constant int TABLE_4_OUTPUTS[] = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6, 6, 7, 7, 7,
    7, 8, 8, 8, 8, 9, 9, 9, 9, 10, 10, 10, 10, 11, 11, 11, 11, 12, 12, 12, 12, 13, 13, 13, 13, 14, 14, 14,
    14, 15, 15, 15, 15, 15, 15};
constant int TABLE_4_FIRST_READER[] = {0, 10, 20, 30, 40, 50, 60};
constant int TABLE_4_READERS[] = {0, 12, 15, 18, 30, 34, 38, 42, 50, 54, 1, 3, 16, 19, 22, 35, 39, 43, 46,
    55, 2, 4, 6, 20, 23, 26, 40, 47, 51, 56, 5, 7, 9, 21, 24, 27, 31, 44, 52, 57, 8, 10, 13, 25, 28, 32, 36,
    45, 48, 58, 11, 14, 17, 29, 33, 37, 41, 49, 53, 59};
#define TABLE_4 ((table){false, TABLE_4_FIRST, TABLE_4_INPUTS, TABLE_4_OUTPUTS, TABLE_4_FIRST_READER, TABLE_4_READERS})

INLINE void network_forward(global const float *w, global const float *centers, drawing draws, global unit *v) {
  // C1.
  convolution_forward((field){1, 32, 32, 6, 28, 28, 5, 5, 1, 1}, FULL, 2, 7, SCALED_TANH, w, 0, 150, v + 0,
      v + 1024);
  // S2.
  pooling_forward((windows){6, 28, 28, 14, 14, 2, 2, 2, 2, 0, 0, true}, TRAINABLE, SCALED_TANH, w, 156, 162,
      v + 1024, v + 5728);
  // C3.
  convolution_forward((field){6, 14, 14, 16, 10, 10, 5, 5, 1, 1}, TABLE_4, 1, 10, SCALED_TANH, w, 168, 1668,
      v + 5728, v + 6904);
  // S4.
  pooling_forward((windows){16, 10, 10, 5, 5, 2, 2, 2, 2, 0, 0, true}, TRAINABLE, SCALED_TANH, w, 1684, 1700,
      v + 6904, v + 8504);
  // C5.
  full_forward(400, 120, 12, SCALED_TANH, w, 1716, 49716, v + 8504, v + 8904);
  // F6.
  full_forward(120, 84, 12, SCALED_TANH, w, 49836, 59916, v + 8904, v + 9024);
  // RBF.
  radial_basis_forward(84, 10, 10, centers, v + 9024, v + 9108);
}

INLINE void network_backward(global const float *w, global const float *centers, drawing draws, int samples,
                             global unit *v, global float *g, bool add) {
  // RBF.
  radial_basis_backward(84, 10, SCALED_TANH, centers, v + 9108, v + 9024);
  // F6.
  full_backward_parameters(120, 84, 4, 49836, 59916, samples, v + 9024, v + 8904, (global float *)(v + 9118),
      g, add);
  full_backward_inputs(120, 84, 20, SCALED_TANH, w, 49836, v + 9024, v + 8904);
  // C5.
  full_backward_parameters(400, 120, 5, 1716, 49716, samples, v + 8904, v + 8504, (global float *)(v + 9118),
      g, add);
  full_backward_inputs(400, 120, 20, SCALED_TANH, w, 1716, v + 8904, v + 8504);
  // S4.
  pooling_backward((windows){16, 10, 10, 5, 5, 2, 2, 2, 2, 0, 0, true}, TRAINABLE, SCALED_TANH, w, 1684, 1700,
      v + 8504, v + 6904, v + 9118, g, add);
  // C3.
  convolution_backward_parameters((field){6, 14, 14, 16, 10, 10, 5, 5, 1, 1}, TABLE_4, 2, 10, 10, 168, 1668,
      v + 6904, v + 5728, v + 9118, g, add);
  convolution_backward_rows((field){6, 14, 14, 16, 10, 10, 5, 5, 1, 1}, TABLE_4, SCALED_TANH, w, 168, v + 6904,
      v + 5728);
  // S2.
  pooling_backward((windows){6, 28, 28, 14, 14, 2, 2, 2, 2, 0, 0, true}, TRAINABLE, SCALED_TANH, w, 156, 162,
      v + 5728, v + 1024, v + 9118, g, add);
  // C1.
  convolution_backward_parameters((field){1, 32, 32, 6, 28, 28, 5, 5, 1, 1}, FULL, 3, 7, 2, 0, 150, v + 1024,
      v + 0, v + 9118, g, add);
}
