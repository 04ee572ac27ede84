package io.github.lenetcl.compute.cpu;

import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.network.Shape;
import java.util.Arrays;
import java.util.List;

/** The reference's operations, on one sample at a time. */
final class ReferenceNetwork implements BlockNetwork {

  private final PlanSpec spec;
  private final List<Shape> shapes;
  private final Operation[] operations;
  private final boolean[] inPlace;

  ReferenceNetwork(PlanSpec spec) {
    this.spec = spec;
    shapes = spec.network().shapesFor(spec.input());
    operations = new Operation[shapes.size()];
    inPlace = new boolean[shapes.size()];
    // Trainable centres alone, which this is not for, are asked for in passes without parameters.
    LayerOperations making = new LayerOperations(spec.network(), new PassDraws(), new float[0]);
    for (int i = 0; i < operations.length; i++) {
      operations[i] = making.of(i, shape(i));
      inPlace[i] = making.inPlace(i);
    }
  }

  /** The shape at a boundary between layers. */
  private Shape shape(int boundary) {
    return boundary == 0 ? spec.input() : shapes.get(boundary - 1);
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public Block block(boolean backward) {
    return new Sample(backward);
  }

  /** One sample. */
  private final class Sample implements Block {

    private final Buffers buffers = new Buffers(spec.guarded());
    private final float[][] values;
    private final float[][] derivatives;

    Sample(boolean backward) {
      values = make();
      derivatives = backward ? make() : new float[0][];
    }

    private float[][] make() {
      float[][] arrays = new float[operations.length + 1][];
      for (int i = 0; i < arrays.length; i++) {
        boolean shared = i > 0 && inPlace[i - 1];
        arrays[i] = shared ? arrays[i - 1] : buffers.make("a sample's " + i, shape(i).size());
      }
      return arrays;
    }

    @Override
    public float[] inputs() {
      return values[0];
    }

    @Override
    public void forward(float[] w) {
      for (int i = 0; i < operations.length; i++) {
        operations[i].forward(w, values[i], 0, values[i + 1], 0);
      }
    }

    @Override
    public void copyOut(int boundary, int lane, float[] to, int at) {
      System.arraycopy(values[boundary], 0, to, at, shape(boundary).size());
    }

    @Override
    public void seed(int lane, float[] first, int at) {
      int last = operations.length;
      if (derivatives.length > 0) {
        System.arraycopy(first, at, derivatives[last], 0, shape(last).size());
      }
    }

    @Override
    public void backward(float[] w, float[] dw) {
      for (int i = operations.length - 1; i >= 0; i--) {
        float[] dy = derivatives[i + 1];
        operations[i].backwardParameters(values[i], 0, dy, 0, dw);
        if (i > 0) {
          operations[i].backwardInputs(w, values[i], 0, dy, 0, derivatives[i], 0);
        }
      }
    }

    @Override
    public boolean step(Step step) {
      Arrays.fill(step.g(), 0);
      backward(step.w(), step.g());
      return step.all();
    }

    @Override
    public boolean isDamaged() {
      return !buffers.damaged().isEmpty();
    }
  }
}
