// Full connections, and convolutions whose kernels cover their input: products of matrices of weights with a block's
// vectors. Where output units read some of the input maps only, a table says which; each pair of it is a row of weights,
// as long as a map. In a full connection all inputs are one map.

#define OUTER_ROWS 4
#define OUTER_WIDTH 5

// A tile is some output units.
INLINE void full_forward(const int inputs, const int outputs, const int units, const int function,
                         global const float *w, const int weights, const int biases, global const lanes *x,
                         global lanes *y) {
  for (int first = 0; first < outputs; first += units) {
    const int o = min(first, outputs - units);
    lanes a[MOST_SUMS];
    UNROLL for (int n = 0; n < units; n++) { a[n] = biases < 0 ? 0.0f : w[biases + o + n]; }
    for (int k = 0; k < inputs; k++) {
      UNROLL for (int n = 0; n < units; n++) { a[n] += w[weights + (o + n) * inputs + k] * x[k]; }
    }
    UNROLL for (int n = 0; n < units; n++) { y[o + n] = activation(function, a[n]); }
  }
}

// The same over a table: four sums for a unit, so that one need not wait for the other.
INLINE void table_forward(const int area, const table t, const int outputs, const int function,
                          global const float *w, const int weights, const int biases, global const lanes *x,
                          global lanes *y) {
  for (int o = 0; o < outputs; o++) {
    lanes a[4];
    UNROLL for (int n = 0; n < 4; n++) { a[n] = 0.0f; }
    for (int pair = t.first[o]; pair < t.first[o + 1]; pair++) {
      global const float *u = w + weights + pair * area;
      global const lanes *v = x + t.inputs[pair] * area;
      UNROLL for (int k = 0; k < area; k++) { a[k % 4] += u[k] * v[k]; }
    }
    const lanes bias = biases < 0 ? 0.0f : w[biases + o];
    y[o] = activation(function, bias + ((a[0] + a[1]) + (a[2] + a[3])));
  }
}

// From the derivatives d by the weighted sums to those by the inputs, through the function that gave these, whose place
// they take. A tile is some inputs.
INLINE void full_backward_inputs(const int inputs, const int outputs, const int units, const int function,
                                 global const float *w, const int weights, global const lanes *d, global lanes *x) {
  for (int first = 0; first < inputs; first += units) {
    const int k = min(first, inputs - units);
    lanes a[MOST_SUMS];
    UNROLL for (int n = 0; n < units; n++) { a[n] = 0.0f; }
    for (int o = 0; o < outputs; o++) {
      UNROLL for (int n = 0; n < units; n++) { a[n] += w[weights + o * inputs + k + n] * d[o]; }
    }
    // The last tile may begin within the one before it, whose part is done.
    UNROLL for (int n = 0; n < units; n++) {
      if (inputs % units == 0 || k + n >= first) {
        x[k + n] = through(function, x[k + n], a[n]);
      }
    }
  }
}

INLINE void table_backward_inputs(const int area, const table t, const int maps, const int units, const int function,
                                  global const float *w, const int weights, global const lanes *d, global lanes *x) {
  for (int i = 0; i < maps; i++) {
    for (int first = 0; first < area; first += units) {
      const int k = min(first, area - units);
      lanes a[MOST_SUMS];
      UNROLL for (int n = 0; n < units; n++) { a[n] = 0.0f; }
      for (int reader = t.first_reader[i]; reader < t.first_reader[i + 1]; reader++) {
        const int pair = t.readers[reader];
        const lanes e = d[t.outputs[pair]];
        UNROLL for (int n = 0; n < units; n++) { a[n] += w[weights + pair * area + k + n] * e; }
      }
      UNROLL for (int n = 0; n < units; n++) {
        if (area % units == 0 || k + n >= first) {
          x[i * area + k + n] = through(function, x[i * area + k + n], a[n]);
        }
      }
    }
  }
}

// Turns inputs into a row for each sample.
INLINE void to_rows(global const lanes *x, const int inputs, global float *rows) {
  for (int k = 0; k < inputs; k++) {
    float v[LANES];
    STORE(x[k], 0, v);
    UNROLL for (int s = 0; s < LANES; s++) { rows[s * inputs + k] = v[s]; }
  }
}

// A tile of the sum of a rank-one matrix for each sample, some rows by some vectors of neighbouring weights from the k-th
// of `length` on. A row's last vector may begin within the one before it, whose part is then left out where sums are
// added to.
INLINE void outer_tile(const int count, const int width, const int length, int k, int samples,
                       global const float *derivative, const int *units, global const float *rows, const int stride,
                       global float *const *to, bool add) {
  const int_lanes numbers = LOAD(0, LANE_NUMBERS);
  lanes a[OUTER_ROWS * OUTER_WIDTH];
  int at[OUTER_WIDTH];
  UNROLL for (int n = 0; n < width; n++) {
    at[n] = min(k + n * LANES, length - LANES);
    UNROLL for (int m = 0; m < count; m++) { a[m * width + n] = 0.0f; }
  }
  for (int s = 0; s < samples; s++) {
    UNROLL for (int n = 0; n < width; n++) {
      const lanes v = LOAD(0, rows + s * stride + at[n]);
      UNROLL for (int m = 0; m < count; m++) { a[m * width + n] += derivative[units[m] * LANES + s] * v; }
    }
  }
  UNROLL for (int n = 0; n < width; n++) {
    if (k + n * LANES < length) {
      UNROLL for (int m = 0; m < count; m++) {
        global float *place = to[m] + at[n];
        lanes sum = a[m * width + n];
        if (add) {
          sum = LOAD(0, place) + (numbers < k + n * LANES - at[n] ? (lanes)(0.0f) : sum);
        }
        STORE(sum, 0, place);
      }
    }
  }
}

// From the derivatives d by the weighted sums to the gradient. Rows shorter than a vector are added up lane by lane.
INLINE void full_backward_parameters(const int inputs, const int outputs, const int width, const int weights,
                                     const int biases, const int samples, global const lanes *d,
                                     global const lanes *x, global float *rows, global float *g, bool add) {
  if (inputs < LANES) {
    for (int o = 0; o < outputs; o++) {
      for (int k = 0; k < inputs; k++) {
        add_sum(g + weights + o * inputs + k, d[o] * x[k], add);
      }
    }
  } else {
    to_rows(x, inputs, rows);
    for (int k = 0; k < inputs; k += width * LANES) {
      for (int o = 0; o < outputs; o += OUTER_ROWS) {
        int units[OUTER_ROWS];
        global float *to[OUTER_ROWS];
        UNROLL for (int m = 0; m < OUTER_ROWS; m++) {
          units[m] = o + m;
          to[m] = g + weights + (o + m) * inputs;
        }
        if (outputs % OUTER_ROWS == 0 || o + OUTER_ROWS <= outputs) {
          outer_tile(OUTER_ROWS, width, inputs, k, samples, (global const float *)d, units, rows, inputs, to, add);
        } else {
          outer_tile(outputs % OUTER_ROWS, width, inputs, k, samples, (global const float *)d, units, rows, inputs, to,
                     add);
        }
      }
    }
  }
  for (int o = 0; o < outputs && biases >= 0; o++) {
    add_sum(g + biases + o, d[o], add);
  }
}

INLINE void table_backward_parameters(const int area, const table t, const int maps, const int outputs,
                                      const int width, const int weights, const int biases, const int samples,
                                      global const lanes *d, global const lanes *x, global float *rows,
                                      global float *g, bool add) {
  for (int o = 0; o < outputs; o++) {
    for (int pair = t.first[o]; pair < t.first[o + 1] && area < LANES; pair++) {
      for (int k = 0; k < area; k++) {
        add_sum(g + weights + pair * area + k, d[o] * x[t.inputs[pair] * area + k], add);
      }
    }
  }
  if (area >= LANES) {
    to_rows(x, maps * area, rows);
    for (int o = 0; o < outputs; o++) {
      for (int pair = t.first[o]; pair < t.first[o + 1]; pair++) {
        const int units[1] = {o};
        global float *const to[1] = {g + weights + pair * area};
        for (int k = 0; k < area; k += width * LANES) {
          outer_tile(1, width, area, k, samples, (global const float *)d, units, rows + t.inputs[pair] * area,
                     maps * area, to, add);
        }
      }
    }
  }
  for (int o = 0; o < outputs && biases >= 0; o++) {
    add_sum(g + biases + o, d[o], add);
  }
}
