// Written by the host from the network, for vectors of 16 lanes.
#define INPUT_UNITS 784
#define OUTPUTS 10
#define PARAMETERS 545546
#define ROOM 42636
#define OUTPUT 27250
#define OF_SOFTMAX 1
#define OF_PENALTIES 0
#define OUTPUT_FUNCTION LINEAR

INLINE void network_forward(global const float *w, global const float *centers, drawing draws, global unit *v) {
  // conv1.
  lay_out(v + 0, 1, 28, 28, 1, 1, 2, 2, 32, 32, v + 784);
  convolution_forward((field){1, 32, 32, 6, 28, 28, 5, 5, 1, 1}, FULL, 2, 7, TANH, w, 0, 150, v + 784,
      v + 1808);
  // pool2.
  pooling_forward((windows){6, 28, 28, 27, 27, 2, 2, 1, 1, 0, 0, false}, AVERAGE, LINEAR, w, -1, -1, v + 1808,
      v + 6512);
  // conv3.
  convolution_forward((field){6, 27, 27, 16, 23, 23, 5, 5, 1, 1}, FULL, 2, 8, TANH, w, 156, 2556, v + 6512,
      v + 10886);
  // pool4.
  pooling_forward((windows){16, 23, 23, 11, 11, 2, 2, 2, 2, 0, 0, false}, AVERAGE, LINEAR, w, -1, -1,
      v + 10886, v + 19350);
  // conv5.
  convolution_forward((field){16, 11, 11, 120, 7, 7, 5, 5, 1, 1}, FULL, 2, 7, TANH, w, 2572, 50572, v + 19350,
      v + 21286);
  // dense7.
  full_forward(5880, 84, 12, TANH, w, 50692, 544612, v + 21286, v + 27166);
  // dense8.
  full_forward(84, 10, 10, LINEAR, w, 544696, 545536, v + 27166, v + 27250);
}

INLINE void network_backward(global const float *w, global const float *centers, drawing draws, int samples,
                             global unit *v, global float *g, bool add) {
  // dense8.
  full_backward_parameters(84, 10, 3, 544696, 545536, samples, v + 27250, v + 27166,
      (global float *)(v + 27260), g, add);
  full_backward_inputs(84, 10, 14, TANH, w, 544696, v + 27250, v + 27166);
  // dense7.
  full_backward_parameters(5880, 84, 4, 50692, 544612, samples, v + 27166, v + 21286,
      (global float *)(v + 27260), g, add);
  full_backward_inputs(5880, 84, 20, TANH, w, 50692, v + 27166, v + 21286);
  // conv5.
  convolution_backward_parameters((field){16, 11, 11, 120, 7, 7, 5, 5, 1, 1}, FULL, 4, 7, 7, 2572, 50572,
      v + 21286, v + 19350, v + 27260, g, add);
  convolution_backward_rows((field){16, 11, 11, 120, 7, 7, 5, 5, 1, 1}, FULL, LINEAR, w, 2572, v + 21286,
      v + 19350);
  // pool4.
  pooling_backward((windows){16, 23, 23, 11, 11, 2, 2, 2, 2, 0, 0, false}, AVERAGE, TANH, w, -1, -1, v + 19350,
      v + 10886, v + 27260, g, add);
  // conv3.
  convolution_backward_parameters((field){6, 27, 27, 16, 23, 23, 5, 5, 1, 1}, FULL, 4, 8, 23, 156, 2556,
      v + 10886, v + 6512, v + 27260, g, add);
  lay_out(v + 10886, 16, 23, 23, 1, 1, 4, 4, 31, 31, v + 27260);
  convolution_backward_tiles((field){6, 27, 27, 16, 23, 23, 5, 5, 1, 1}, FULL, 2, 7, LINEAR, w, 156, v + 27260,
      v + 6512);
  // pool2.
  pooling_backward((windows){6, 28, 28, 27, 27, 2, 2, 1, 1, 0, 0, false}, AVERAGE, TANH, w, -1, -1, v + 6512,
      v + 1808, v + 27260, g, add);
  // conv1.
  convolution_backward_parameters((field){1, 32, 32, 6, 28, 28, 5, 5, 1, 1}, FULL, 3, 7, 2, 0, 150, v + 1808,
      v + 784, v + 27260, g, add);
}
