// Dropout in the lanes, unit by unit.

INLINE void dropout_forward(const int units, const int layer, const int threshold, const float factor,
                            const int function, drawing draws, global const lanes *x, global lanes *y) {
  const ulong_lanes states = states_of(draws, layer);
  for (int k = 0; k < units; k++) {
    y[k] = activation(function, draws.on ? dropped(states, (ulong_lanes)(k), threshold, factor, x[k]) : x[k]);
  }
}

INLINE void dropout_backward(const int units, const int layer, const int threshold, const float factor,
                             const int function, drawing draws, global const lanes *d, global lanes *x) {
  const ulong_lanes states = states_of(draws, layer);
  for (int k = 0; k < units; k++) {
    x[k] = through(function, x[k], draws.on ? dropped(states, (ulong_lanes)(k), threshold, factor, d[k]) : d[k]);
  }
}
