package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.cpu.blocks.BatchProducts;
import io.github.lenetcl.compute.cpu.blocks.Block;
import io.github.lenetcl.compute.cpu.blocks.BlockNetwork;
import io.github.lenetcl.compute.cpu.blocks.Step;
import io.github.lenetcl.compute.cpu.blocks.WindowFactors;
import io.github.lenetcl.compute.cpu.reference.BatchStatistics;
import io.github.lenetcl.compute.cpu.reference.LayerOperations;
import io.github.lenetcl.compute.cpu.reference.PassDraws;
import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Parameter;
import io.github.lenetcl.network.Pooling;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Subsampling;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;

/**
 * A network's operations on single samples, columns side by side, and how the maps of a sample lie
 * at each boundary between layers.
 */
final class SimdNetwork implements BlockNetwork {

  static final int VECTOR = FloatVector.SPECIES_PREFERRED.length();

  private final PlanSpec spec;
  private final int layers;
  private final SimdMaps[] values;
  private final SimdMaps[] derivatives;
  private final boolean[] inPlace;
  private final SimdOperation[] operations;

  /** For each layer its first parameter; at the end, how many there are. */
  private final int[] firstParameters;

  /** Whether a boundary's values were made by a convolution. */
  private final boolean[] convolved;

  private SimdNetwork(PlanSpec spec) {
    this.spec = spec;
    layers = spec.network().layers().size();
    values = new SimdMaps[layers + 1];
    derivatives = new SimdMaps[layers + 1];
    inPlace = new boolean[layers + 1];
    convolved = new boolean[layers + 1];
    operations = new SimdOperation[layers];
    firstParameters = new int[layers + 1];
    for (int i = 0; i < layers; i++) {
      int size = spec.network().parametersOf(i).stream().mapToInt(Parameter::size).sum();
      firstParameters[i + 1] = firstParameters[i] + size;
    }
  }

  /**
   * Returns the operations, or empty where a network has something that cannot be run so, or gives
   * outputs at several positions.
   */
  static Optional<SimdNetwork> of(PlanSpec spec) {
    SimdNetwork made = new SimdNetwork(spec);
    made.values[0] = SimdMaps.packed(spec.input());
    made.derivatives[0] = made.values[0];
    List<Shape> shapes = spec.network().shapesFor(spec.input());
    for (int i = 0; i < made.layers; i++) {
      if (!made.add(i, spec.network().layers().get(i), shapes.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(made);
  }

  /** Returns whether a layer is of a kind and form that there are operations for. */
  private static boolean has(Layer layer) {
    return layer instanceof Activation activation && SimdFunctions.has(activation.function())
        || layer instanceof Pooling pooling
            && pooling.kind().isMean()
            && pooling.window().isTiling()
        || layer instanceof Convolution convolution && convolution.isPlain()
        || layer instanceof Subsampling subsampling && subsampling.window().isTiling()
        || layer instanceof FullConnection full && full.bias()
        || layer instanceof RadialBasis rbf && !rbf.trainable();
  }

  private boolean add(int i, Layer layer, Shape output) {
    Network network = spec.network();
    List<Parameter> own = network.parametersOf(i);
    boolean single = output.area() == 1 && values[i].isPacked() && derivatives[i].isPacked();
    if (!has(layer)) {
      return false;
    }
    inPlace[i + 1] = layer instanceof Activation;
    values[i + 1] = SimdMaps.packed(output);
    derivatives[i + 1] = values[i + 1];
    if (layer instanceof Activation activation) {
      values[i + 1] = values[i];
      derivatives[i + 1] = derivatives[i];
      convolved[i + 1] = convolved[i];
      operations[i] = new SimdActivation(activation.function(), i, values[i], derivatives[i]);
      // Without a layer before it, it would write over inputs that are asked for again.
      return i > 0;
    }
    if (layer instanceof RadialBasis rbf) {
      operations[i] = new SimdRadialBasis(i, rbf.centers());
      return single;
    }
    if (layer instanceof Pooling pooling) {
      int side = pooling.window().height();
      operations[i] = subsampling(i, side, WindowFactors.means(pooling));
      return true;
    }
    int first = own.get(0).offset();
    int second = own.get(1).offset();
    if (layer instanceof Subsampling subsampling) {
      WindowFactors factors = WindowFactors.parameters(first, second);
      operations[i] = subsampling(i, subsampling.window().height(), factors);
      return true;
    }
    if (layer instanceof Convolution convolution) {
      if (single && convolution.table().isFull()) {
        return addFull(i, values[i].shape().size(), output.maps(), first, second);
      }
      return addConvolution(i, convolution.kernel(), convolution.table(), output, first, second);
    }
    FullConnection full = (FullConnection) layer;
    if (single) {
      return addFull(i, full.inputs(), full.outputs(), first, second);
    }
    ConnectionTable all = ConnectionTable.full(full.inputs(), full.outputs());
    return addConvolution(i, 1, all, output, first, second);
  }

  private SimdOperation subsampling(int i, int window, WindowFactors factors) {
    SimdMaps x = values[i];
    SimdMaps y = values[i + 1];
    SimdMaps dx = derivatives[i];
    SimdMaps dy = derivatives[i + 1];
    return new SimdColumnSubsampling(i, window, x, y, dx, dy, factors);
  }

  private boolean addFull(int i, int inputs, int outputs, int weightAt, int biasAt) {
    operations[i] = new SimdFullConnection(i, inputs, outputs, weightAt, biasAt);
    return true;
  }

  private boolean addConvolution(
      int i, int kernel, ConnectionTable table, Shape output, int weightAt, int biasAt) {
    values[i + 1] = SimdMaps.withRows(output, values[i].rowStride());
    derivatives[i + 1] = SimdMaps.gapped(output, kernel, VECTOR);
    convolved[i + 1] = true;
    operations[i] =
        new SimdConvolution(
            i,
            kernel,
            table,
            values[i],
            values[i + 1],
            derivatives[i],
            derivatives[i + 1],
            weightAt,
            biasAt,
            spec.network().parameterCount());
    // Rows of inputs, outputs and derivatives must be equally far apart.
    return !convolved[i];
  }

  @Override
  public int lanes() {
    return 1;
  }

  /** Returns how many zeros are read behind a network's parameters. */
  static int zeros(Network network) {
    // Those of a vector that overruns the last parameter, and the weights of absent pairs.
    int largestKernel =
        network.layers().stream()
            .mapToInt(layer -> layer instanceof Convolution c ? c.kernel() * c.kernel() : 1)
            .max()
            .orElse(1);
    return Math.max(largestKernel, VECTOR) + VECTOR;
  }

  @Override
  public Block block(boolean backward, Optional<BatchProducts> products) {
    return new SimdBlock(
        this, values, backward ? derivatives : new SimdMaps[0], inPlace, VECTOR, spec.guarded());
  }

  void forward(SimdBlock block, float[] w) {
    for (SimdOperation operation : operations) {
      operation.forward(block, w);
    }
  }

  /** Adds the block's gradient; the derivatives by the outputs are in the block. */
  void backward(int seeded, float[] w, SimdBlock block, float[] dw) {
    for (int i = seeded - 1; i >= 0; i--) {
      operations[i].backwardParameters(block, dw);
      if (i > 0) {
        operations[i].backwardInputs(block, w);
      }
    }
  }

  /** What is rare is left to the reference. */
  void backwardToInputs(float[] w, float[] x, float[] dy, float[] dx) {
    LayerOperations making =
        new LayerOperations(spec.network(), new PassDraws(), w, new BatchStatistics(spec));
    making.of(0, spec.input()).backwardInputs(x, 0, dy, 0, w, dx, 0);
  }

  @Override
  public List<String> implementations() {
    return Collections.nCopies(layers, "vector instructions, columns side by side");
  }

  /**
   * Goes back through a block that is the whole batch and changes each layer's parameters once the
   * derivatives by its inputs are made.
   *
   * @return whether every new value was finite
   */
  boolean step(int seeded, SimdBlock block, Step step) {
    boolean good = true;
    for (int i = seeded - 1; i >= 0; i--) {
      if (i > 0) {
        operations[i].backwardInputs(block, step.w());
      }
      good &= operations[i].step(block, step, firstParameters[i], firstParameters[i + 1]);
    }
    return good;
  }
}
