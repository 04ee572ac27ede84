// One sample at a time: a vector holds neighbours of a row, where in lanes/ it holds a value of each sample. The room
// holds floats, with a vector's length of zeros behind them, so that it may be read in whole vectors.
typedef float unit;

// The first n values of a vector, with zeros behind them.
INLINE lanes first_of(const int n, lanes v) {
  if (n >= LANES) {
    return v;
  }
  return LOAD(0, LANE_NUMBERS) < n ? v : (lanes)(0.0f);
}

// Reads n values: of the room, behind which there is always more.
INLINE lanes take(const int n, global const float *p) { return first_of(n, LOAD(0, p)); }

// Writes n values to the room.
INLINE void put(const int n, lanes v, global float *p) {
  if (n < LANES) {
    v = LOAD(0, LANE_NUMBERS) < n ? v : LOAD(0, p);
  }
  STORE(v, 0, p);
}

// The same of vectors that end with their last value.
INLINE lanes take_exactly(const int n, global const float *p) {
  if (n >= LANES) {
    return LOAD(0, p);
  }
  float v[LANES];
  UNROLL for (int k = 0; k < LANES; k++) { v[k] = k < n ? p[k] : 0.0f; }
  return LOAD(0, v);
}

INLINE void put_exactly(const int n, lanes a, global float *p) {
  if (n >= LANES) {
    STORE(a, 0, p);
    return;
  }
  float v[LANES];
  STORE(a, 0, v);
  UNROLL for (int k = 0; k < LANES; k++) {
    if (k < n) {
      p[k] = v[k];
    }
  }
}

// n neighbours of which each is so many values behind the one before it.
INLINE lanes spread(const int n, const int stride, global const float *p) {
  if (stride == 1) {
    return take(n, p);
  }
  float v[LANES];
  UNROLL for (int k = 0; k < LANES; k++) { v[k] = k < n ? p[k * stride] : 0.0f; }
  return LOAD(0, v);
}

// Puts values through a function, where they stand.
INLINE void activate(const int function, const int units, global float *y) {
  for (int k = 0; k < units && function != LINEAR; k += LANES) {
    put(units - k, activation(function, LOAD(0, y + k)), y + k);
  }
}

// Derivatives d by values x take their place, carried through the function that gave them.
INLINE void carry(const int function, const int units, global const float *d, global float *x) {
  for (int k = 0; k < units; k += LANES) {
    put(units - k, through(function, LOAD(0, x + k), LOAD(0, d + k)), x + k);
  }
}

// Takes from maps that are laid out what lies within, through the function that gave those values.
INLINE void take_in(global const float *d, const int maps, const int top, const int left, const int height,
                    const int width, const int in_height, const int in_width, const int function, global float *x) {
  for (int m = 0; m < maps; m++) {
    for (int r = 0; r < in_height; r++) {
      carry(function, in_width, d + (m * height + top + r) * width + left, x + (m * in_height + r) * in_width);
    }
  }
}
