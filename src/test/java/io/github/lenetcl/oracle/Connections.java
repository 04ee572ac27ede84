package io.github.lenetcl.oracle;

/** The connections of a layer of weighted sums. */
interface Connections {

  /** The input of a bias: always 1. */
  int BIAS = -1;

  /** Shows every connection once. */
  void forEach(Visitor visitor);

  /** Sees one connection. */
  interface Visitor {

    /**
     * Connection from unit j to unit i, of the weight w_k that it may share with others.
     *
     * @param i the unit that it feeds
     * @param j the unit that it comes from, or {@link #BIAS}
     * @param k the index of its weight
     */
    void connection(int i, int j, int k);
  }
}
