// The changes of LeNet-5's parameters from the traces of samples: in tiles of four units' weights from four inputs, or
// of four parameters that stand alone.
#define TILES_BELOW_C5 (SHARED_PARAMETERS / 4)
#define C5_WEIGHT_TILES (C5_UNITS / 4 * S4_UNITS / 4)
#define C5_BIAS_TILES (C5_UNITS / 4)
#define F6_WEIGHT_TILES (F6_UNITS / 4 * C5_UNITS / 4)
#define F6_BIAS_TILES (F6_UNITS / 4)

#define GRADIENT_DESCENT 0
#define MOMENTUM 1
#define LEVENBERG_MARQUARDT 2

// All in fours: where a trace has the derivatives and the units whose products are the tile's gradient; where its first
// row is among the parameters, how far the rows are apart, and how many there are.
typedef struct {
  int derivatives;
  int units;
  int first;
  int stride;
  int rows;
} tile;

// A tile of parameters that stand alone, whose gradient is in the trace.
static tile single(int values, int first) {
  const tile t = {TRACE_ONE / 4, values, first, 0, 1};
  return t;
}

// A tile of the weights between two layers.
static tile weights(int index, int derivatives, int units, int first, int inputs) {
  const int four = index / (inputs / 4);
  const int column = index - four * (inputs / 4);
  const tile t = {derivatives / 4 + four, units / 4 + column, first / 4 + four * inputs + column, inputs / 4, 4};
  return t;
}

static tile tile_at(int index) {
  if (index < TILES_BELOW_C5) {
    return single(index, index);
  }
  index -= TILES_BELOW_C5;
  if (index < C5_WEIGHT_TILES) {
    return weights(index, TRACE_C5, TRACE_S4, C5_WEIGHT, S4_UNITS);
  }
  index -= C5_WEIGHT_TILES;
  if (index < C5_BIAS_TILES) {
    return single(TRACE_C5 / 4 + index, C5_BIAS / 4 + index);
  }
  index -= C5_BIAS_TILES;
  if (index < F6_WEIGHT_TILES) {
    return weights(index, TRACE_F6, TRACE_C5_UNITS, F6_WEIGHT, C5_UNITS);
  }
  index -= F6_WEIGHT_TILES;
  return single(TRACE_F6 / 4 + index, F6_BIAS / 4 + index);
}

// Adds a sample's gradient by a tile.
static void add_gradient(global const float *trace, tile t, float4 sum[4]) {
  const float4 derivatives = ((global const float4 *)trace)[t.derivatives];
  const float4 units = ((global const float4 *)trace)[t.units];
  sum[0] += derivatives.x * units;
  sum[1] += derivatives.y * units;
  sum[2] += derivatives.z * units;
  sum[3] += derivatives.w * units;
}

// Changes four parameters by their gradient g as update.cl does, each unless its new value would not be finite; the
// answer is whether all are. The second constant and the state are the rule's: momentum and velocity, mu and second
// derivatives.
static bool change(global float *parameters, int quad, float4 g, int rule, float rate, float second,
                   global float *states) {
  global float4 *w = (global float4 *)parameters + quad;
  global float4 *state = (global float4 *)states + quad;
  float4 step = rate;
  float4 velocity = g;
  if (rule == MOMENTUM) {
    velocity = second * *state + g;
  } else if (rule == LEVENBERG_MARQUARDT) {
    step = rate / (second + *state);
  }
  const float4 value = *w - step * velocity;
  const int4 finite = isfinite(value);
  *w = select(*w, value, finite);
  if (rule == MOMENTUM) {
    *state = select(*state, velocity, finite);
  }
  return all(finite);
}
