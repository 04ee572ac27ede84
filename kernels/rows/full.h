// Full connections of one sample, and convolutions whose kernels cover their input, as in ../lanes/full.h: a vector is a
// piece of a row of weights.

// The most vectors of a row of inputs' derivatives that are added up at a time.
#define WIDTH 6

// The products of n weights with n inputs, in as many parts as a vector has lanes.
INLINE lanes products(const int n, global const float *u, global const float *x, lanes sum) {
  const int whole = n / LANES * LANES;
  for (int k = 0; k < whole; k += LANES) {
    sum += LOAD(0, u + k) * LOAD(0, x + k);
  }
  return whole < n ? sum + take_exactly(n - whole, u + whole) * take(n - whole, x + whole) : sum;
}

// Some output units at a time.
INLINE void full_forward(const int inputs, const int outputs, const int units, const int function,
                         global const float *w, const int weights, const int biases, global const float *x,
                         global float *y) {
  const int whole = inputs / LANES * LANES;
  for (int first = 0; first < outputs; first += units) {
    const int o = min(first, outputs - units);
    global const float *u = w + weights + o * inputs;
    lanes a[MOST_SUMS];
    UNROLL for (int n = 0; n < units; n++) { a[n] = 0.0f; }
    for (int k = 0; k < whole; k += LANES) {
      UNROLL for (int n = 0; n < units; n++) { a[n] += LOAD(0, u + n * inputs + k) * LOAD(0, x + k); }
    }
    UNROLL for (int n = 0; n < units; n++) {
      const lanes all = products(inputs - whole, u + n * inputs + whole, x + whole, a[n]);
      y[o + n] = (biases < 0 ? 0.0f : w[biases + o + n]) + sum(all);
    }
  }
  activate(function, outputs, y);
}

INLINE void table_forward(const int area, const table t, const int outputs, const int function,
                          global const float *w, const int weights, const int biases, global const float *x,
                          global float *y) {
  for (int o = 0; o < outputs; o++) {
    lanes a = 0.0f;
    for (int pair = t.first[o]; pair < t.first[o + 1]; pair++) {
      a = products(area, w + weights + pair * area, x + t.inputs[pair] * area, a);
    }
    y[o] = (biases < 0 ? 0.0f : w[biases + o]) + sum(a);
  }
  activate(function, outputs, y);
}

// Some vectors of inputs at a time, the last of them in part.
INLINE void backward_piece(const int width, const int last, const int inputs, const int outputs, const int function,
                           global const float *u, global const float *d, global float *x) {
  lanes a[WIDTH];
  UNROLL for (int n = 0; n < width; n++) { a[n] = 0.0f; }
  for (int o = 0; o < outputs; o++) {
    UNROLL for (int n = 0; n < width; n++) {
      a[n] += d[o] * take_exactly(n == width - 1 ? last : LANES, u + o * inputs + n * LANES);
    }
  }
  UNROLL for (int n = 0; n < width; n++) {
    global float *to = x + n * LANES;
    put(n == width - 1 ? last : LANES, through(function, LOAD(0, to), a[n]), to);
  }
}

INLINE void full_backward_inputs(const int inputs, const int outputs, const int units, const int function,
                                 global const float *w, const int weights, global const float *d, global float *x) {
  const int whole = inputs / (WIDTH * LANES) * (WIDTH * LANES);
  for (int k = 0; k < whole; k += WIDTH * LANES) {
    backward_piece(WIDTH, LANES, inputs, outputs, function, w + weights + k, d, x + k);
  }
  if (whole < inputs) {
    const int width = (inputs - whole + LANES - 1) / LANES;
    const int last = inputs - whole - (width - 1) * LANES;
    backward_piece(width, last, inputs, outputs, function, w + weights + whole, d, x + whole);
  }
}

INLINE void table_backward_inputs(const int area, const table t, const int maps, const int units, const int function,
                                  global const float *w, const int weights, global const float *d, global float *x) {
  for (int i = 0; i < maps; i++) {
    UNROLL for (int k = 0; k < area; k += LANES) {
      lanes a = 0.0f;
      for (int reader = t.first_reader[i]; reader < t.first_reader[i + 1]; reader++) {
        const int pair = t.readers[reader];
        a += d[t.outputs[pair]] * take_exactly(area - k, w + weights + pair * area + k);
      }
      global float *to = x + i * area + k;
      put(area - k, through(function, LOAD(0, to), a), to);
    }
  }
}

// A row of the gradient: the inputs times a derivative.
INLINE void outer_row(const int n, float e, global const float *x, global float *g, bool add) {
  const int whole = n / LANES * LANES;
  for (int k = 0; k < whole; k += LANES) {
    const lanes product = e * LOAD(0, x + k);
    STORE(add ? LOAD(0, g + k) + product : product, 0, g + k);
  }
  if (whole < n) {
    const lanes product = e * LOAD(0, x + whole);
    put_exactly(n - whole, add ? take_exactly(n - whole, g + whole) + product : product, g + whole);
  }
}

INLINE void add_values(const int n, global const float *d, global float *g, bool add) {
  for (int k = 0; k < n; k++) {
    g[k] = (add ? g[k] : 0.0f) + d[k];
  }
}

INLINE void full_backward_parameters(const int inputs, const int outputs, const int width, const int weights,
                                     const int biases, const int samples, global const float *d,
                                     global const float *x, global float *rows, global float *g, bool add) {
  for (int o = 0; o < outputs; o++) {
    outer_row(inputs, d[o], x, g + weights + o * inputs, add);
  }
  if (biases >= 0) {
    add_values(outputs, d, g + biases, add);
  }
}

INLINE void table_backward_parameters(const int area, const table t, const int maps, const int outputs,
                                      const int width, const int weights, const int biases, const int samples,
                                      global const float *d, global const float *x, global float *rows,
                                      global float *g, bool add) {
  for (int o = 0; o < outputs; o++) {
    for (int pair = t.first[o]; pair < t.first[o + 1]; pair++) {
      outer_row(area, d[o], x + t.inputs[pair] * area, g + weights + pair * area, add);
    }
  }
  if (biases >= 0) {
    add_values(outputs, d, g + biases, add);
  }
}
