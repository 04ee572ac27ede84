package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.compute.cpu.blocks.ReferenceNetwork;
import io.github.lenetcl.compute.cpu.reference.LayerOperations;
import io.github.lenetcl.compute.cpu.reference.Operation;
import io.github.lenetcl.compute.cpu.reference.PassDraws;
import io.github.lenetcl.network.Shape;

/** A layer that has nothing faster than the reference: lane by lane, within the block. */
final class WideReference implements WideLayer {

  private static final int L = WideBlock.LANES;

  private final int layer;
  private final LayerOperations making;
  private final boolean drawing;
  private final Operation shared;
  private final Shape in;
  private final int inSize;
  private final int outSize;

  /**
   * Makes the operation.
   *
   * @param layer the layer's index
   * @param making makes the reference's operations
   */
  WideReference(int layer, LayerOperations making, Shape in, Shape out) {
    this.layer = layer;
    this.making = making;
    this.in = in;
    inSize = in.size();
    outSize = out.size();
    drawing = making.network().layers().get(layer).draws();
    shared = making.of(layer, in);
  }

  @Override
  public String name() {
    return ReferenceNetwork.NAME;
  }

  /** Room for one sample's x, y, ∂E/∂x and ∂E/∂y. */
  @Override
  public int scratch() {
    return 2 * (inSize + outSize);
  }

  private interface Lane {
    void run(Operation operation, int lane);
  }

  private void forEachLane(WideBlock block, Lane task) {
    PassDraws draws = new PassDraws();
    Operation operation =
        drawing
            ? new LayerOperations(making.network(), draws, making.parameters()).of(layer, in)
            : shared;
    // Lanes without a sample have zeros for inputs and derivatives; they draw what the last one
    // does.
    int last = block.source.count() - 1;
    for (int lane = 0; lane < L; lane++) {
      draws.begin(block.source, Math.min(block.first + lane, last));
      task.run(operation, lane);
    }
  }

  @Override
  public void forward(float[] w, WideBlock block) {
    float[] s = block.scratch;
    forEachLane(
        block,
        (operation, lane) -> {
          WideSamples.copyOut(block.values[layer], inSize, lane, s, 0);
          operation.forward(w, s, 0, s, inSize);
          WideSamples.copyIn(s, inSize, outSize, lane, block.values[layer + 1]);
        });
  }

  @Override
  public void backwardInputs(float[] w, WideBlock block) {
    float[] s = block.scratch;
    int dx = inSize + outSize;
    int dy = dx + inSize;
    forEachLane(
        block,
        (operation, lane) -> {
          WideSamples.copyOut(block.values[layer], inSize, lane, s, 0);
          WideSamples.copyOut(block.derivatives[layer + 1], outSize, lane, s, dy);
          operation.backwardInputs(w, s, 0, s, dy, s, dx);
          WideSamples.copyIn(s, dx, inSize, lane, block.derivatives[layer]);
        });
  }

  @Override
  public void backwardParameters(float[] w, WideBlock block, float[] dw) {
    if (making.network().parametersOf(layer).isEmpty()) {
      return;
    }
    float[] s = block.scratch;
    int dy = 2 * inSize + outSize;
    forEachLane(
        block,
        (operation, lane) -> {
          WideSamples.copyOut(block.values[layer], inSize, lane, s, 0);
          WideSamples.copyOut(block.derivatives[layer + 1], outSize, lane, s, dy);
          operation.backwardParameters(s, 0, s, dy, dw);
        });
  }
}
