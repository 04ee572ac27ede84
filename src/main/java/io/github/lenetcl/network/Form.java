package io.github.lenetcl.network;

/**
 * What a layer is to a backend: one of four shapes of computation, each of which has its loops or
 * kernels.
 */
public enum Form {
  /**
   * Weighted sums, y = b + Σ w·x, over a table of maps and a field: convolution, full and local
   * connection.
   */
  SUMS,
  /** A field over one map and how its values are gathered: subsampling and pooling. */
  WINDOWS,
  /** Value by value, at the same place: activations, dropout, flattening. */
  POINTS,
  /**
   * One value from all maps at a position, or from all of a map: softmax, radial basis functions;
   * batch normalisation.
   */
  ROWS
}
