package io.github.lenetcl.compute.cpu.blocks;

import io.github.lenetcl.compute.cpu.reference.LayerOperations;
import io.github.lenetcl.compute.cpu.reference.Operation;
import io.github.lenetcl.compute.cpu.reference.PassDraws;
import io.github.lenetcl.network.Shape;

/** A layer that has nothing faster than the reference: lane by lane, within the block. */
final class LaneReference implements LaneLayer {

  private final int lanes;
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
   * @param lanes samples of a block
   * @param layer the layer's index
   * @param making makes the reference's operations
   */
  LaneReference(int lanes, int layer, LayerOperations making, Shape in, Shape out) {
    this.lanes = lanes;
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

  private void forEachLane(LaneBlock block, Lane task) {
    PassDraws draws = new PassDraws();
    Operation operation =
        drawing
            ? new LayerOperations(making.network(), draws, making.parameters(), making.statistics())
                .of(layer, in)
            : shared;
    // Lanes without a sample have zeros for inputs and derivatives; they draw what the last one
    // does.
    int last = block.source.count() - 1;
    for (int lane = 0; lane < lanes; lane++) {
      draws.begin(block.source, Math.min(block.first + lane, last));
      task.run(operation, lane);
    }
  }

  @Override
  public void forward(LaneBlock block, float[] w) {
    float[] s = block.scratch;
    forEachLane(
        block,
        (operation, lane) -> {
          LaneSamples.copyOut(block.values[layer], inSize, lanes, lane, s, 0);
          operation.forward(s, 0, w, s, inSize);
          LaneSamples.copyIn(s, inSize, outSize, lanes, lane, block.values[layer + 1]);
        });
  }

  @Override
  public void backwardInputs(LaneBlock block, float[] w) {
    float[] s = block.scratch;
    int dx = inSize + outSize;
    int dy = dx + inSize;
    forEachLane(
        block,
        (operation, lane) -> {
          LaneSamples.copyOut(block.values[layer], inSize, lanes, lane, s, 0);
          LaneSamples.copyOut(block.derivatives[layer + 1], outSize, lanes, lane, s, dy);
          operation.backwardInputs(s, 0, s, dy, w, s, dx);
          LaneSamples.copyIn(s, dx, inSize, lanes, lane, block.derivatives[layer]);
        });
  }

  @Override
  public void backwardParameters(LaneBlock block, float[] w, float[] dw) {
    if (making.network().parametersOf(layer).isEmpty()) {
      return;
    }
    float[] s = block.scratch;
    int dy = 2 * inSize + outSize;
    forEachLane(
        block,
        (operation, lane) -> {
          LaneSamples.copyOut(block.values[layer], inSize, lanes, lane, s, 0);
          LaneSamples.copyOut(block.derivatives[layer + 1], outSize, lanes, lane, s, dy);
          operation.backwardParameters(s, 0, s, dy, dw);
        });
  }
}
