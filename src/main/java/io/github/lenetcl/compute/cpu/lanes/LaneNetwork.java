package io.github.lenetcl.compute.cpu.lanes;

import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.cpu.blocks.BatchProducts;
import io.github.lenetcl.compute.cpu.blocks.Block;
import io.github.lenetcl.compute.cpu.blocks.BlockNetwork;
import io.github.lenetcl.compute.cpu.blocks.BlockPlan;
import io.github.lenetcl.compute.cpu.blocks.ReferenceNetwork;
import io.github.lenetcl.compute.cpu.blocks.Workers;
import io.github.lenetcl.compute.cpu.reference.BatchStatistics;
import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Parameter;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Subsampling;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A network's operations on blocks of {@value LaneMaps#LANES} samples, in plain loops. */
public final class LaneNetwork implements BlockNetwork {

  /** With fewer samples the reference takes less time. */
  private static final int LEAST = 8;

  private final PlanSpec spec;
  private final LaneMaps[] maps;
  private final boolean[] inPlace;
  private final LaneOperation[] operations;

  private LaneNetwork(PlanSpec spec) {
    this.spec = spec;
    int layers = spec.network().layers().size();
    maps = new LaneMaps[layers + 1];
    inPlace = new boolean[layers + 1];
    operations = new LaneOperation[layers];
  }

  /** Returns a plan, unless the network has something that only the reference does. */
  public static Optional<Plan> plan(PlanSpec spec, Workers workers) {
    LaneNetwork wide = new LaneNetwork(spec);
    wide.maps[0] = new LaneMaps(spec.input());
    List<Shape> shapes = spec.network().shapesFor(spec.input());
    for (int i = 0; i < shapes.size(); i++) {
      if (!wide.add(i, spec.network().layers().get(i), shapes.get(i))) {
        return Optional.empty();
      }
    }
    BlockPlan.Networks networks =
        new BlockPlan.Networks() {
          @Override
          public BlockNetwork wide(float[] parameters, BatchStatistics statistics) {
            return wide;
          }

          @Override
          public Optional<BlockNetwork> single(float[] parameters) {
            return Optional.of(new ReferenceNetwork(spec, parameters, new BatchStatistics(spec)));
          }
        };
    return Optional.of(new BlockPlan(spec, workers, networks, LEAST, 0));
  }

  /** Returns whether a layer is of a kind and form that LeNet-5 has. */
  private static boolean isOfThePaper(Layer layer) {
    return layer instanceof Activation activation && activation.isSquash()
        || layer instanceof Convolution convolution && convolution.isPlain()
        || layer instanceof Subsampling subsampling && subsampling.window().isTiling()
        || layer instanceof FullConnection full && full.bias()
        || layer instanceof RadialBasis rbf && !rbf.trainable();
  }

  private boolean add(int i, Layer layer, Shape output) {
    if (!isOfThePaper(layer)) {
      return false;
    }
    LaneMaps x = maps[i];
    LaneMaps y = new LaneMaps(output);
    maps[i + 1] = y;
    inPlace[i + 1] = layer instanceof Activation;
    if (layer instanceof Activation) {
      operations[i] = new LaneSquash(x);
      // Without a layer before it, a squash would write over inputs that are asked for again.
      return i > 0;
    }
    boolean single = output.area() == 1;
    if (layer instanceof RadialBasis rbf) {
      operations[i] = new LaneRadialBasis(rbf.centers());
      return single;
    }
    List<Parameter> own = spec.network().parametersOf(i);
    int first = own.get(0).offset();
    int second = own.get(1).offset();
    if (layer instanceof Subsampling subsampling) {
      operations[i] = new LaneSubsampling(x, y, first, second);
      return subsampling.window().height() == LaneSubsampling.WINDOW;
    }
    boolean full =
        layer instanceof FullConnection
            || layer instanceof Convolution convolution && convolution.table().isFull();
    if (single && full) {
      operations[i] = new LaneFullConnection(x, output.maps(), first, second);
      return true;
    }
    if (layer instanceof Convolution convolution && convolution.kernel() <= LaneConvolution.TAPS) {
      operations[i] =
          new LaneConvolution(convolution.kernel(), convolution.table(), x, y, first, second);
      return true;
    }
    return false;
  }

  @Override
  public int lanes() {
    return LaneMaps.LANES;
  }

  @Override
  public List<String> implementations() {
    return Collections.nCopies(operations.length, "plain loops, samples side by side");
  }

  @Override
  public Block block(boolean backward, Optional<BatchProducts> products) {
    return new LaneBlock(this, maps, inPlace, backward, spec.guarded());
  }

  @Override
  public void prepare(float[] w) {
    for (LaneOperation operation : operations) {
      operation.prepare(w);
    }
  }

  void forward(float[] w, LaneBlock block) {
    for (int i = 0; i < operations.length; i++) {
      operations[i].forward(w, block.values[i], block.values[i + 1]);
    }
  }

  /** Adds the block's gradient; the derivatives by the outputs are in the block. */
  void backward(int seeded, float[] w, LaneBlock block, float[] dw) {
    for (int i = seeded - 1; i >= 0; i--) {
      float[][] x = block.values[i];
      float[][] dy = block.derivatives[i + 1];
      operations[i].backwardParameters(x, dy, dw);
      if (i > 0) {
        operations[i].backwardInputs(w, x, dy, block.derivatives[i]);
      }
    }
  }

  void backwardToInputs(float[] w, LaneBlock block) {
    operations[0].backwardInputs(w, block.values[0], block.derivatives[1], block.derivatives[0]);
  }
}
