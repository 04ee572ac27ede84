package io.github.lenetcl.compute.cpu.vector;

/**
 * The same values under another shape: nothing to do, unless the next layer is to write over them.
 */
record WideFlatten(int boundary, int size) implements WideLayer {

  @Override
  public String name() {
    return "a name";
  }

  @Override
  public void forward(float[] w, WideBlock block) {
    copy(block.values[boundary], block.values[boundary + 1]);
  }

  @Override
  public void backwardInputs(float[] w, WideBlock block) {
    copy(block.derivatives[boundary + 1], block.derivatives[boundary]);
  }

  private void copy(float[] from, float[] to) {
    if (from != to) {
      System.arraycopy(from, 0, to, 0, size * WideBlock.LANES);
    }
  }
}
