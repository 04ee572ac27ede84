package io.github.lenetcl.compute.cpu.blocks;

/**
 * The same values under another shape: nothing to do, unless the next layer is to write over them.
 *
 * @param boundary the layer's index
 * @param values values of a block
 */
record LaneFlatten(int boundary, int values) implements LaneLayer {

  @Override
  public String name() {
    return "a name";
  }

  @Override
  public void forward(LaneBlock block, float[] w) {
    copy(block.values[boundary], block.values[boundary + 1]);
  }

  @Override
  public void backwardInputs(LaneBlock block, float[] w) {
    copy(block.derivatives[boundary + 1], block.derivatives[boundary]);
  }

  private void copy(float[] from, float[] to) {
    if (from != to) {
      System.arraycopy(from, 0, to, 0, values);
    }
  }
}
