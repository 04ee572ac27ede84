package io.github.lenetcl.compute.cpu.blocks;

import io.github.lenetcl.compute.Source;
import io.github.lenetcl.network.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The values and derivatives of some samples side by side, one in each lane: value k of the sample
 * in lane s is at k·lanes + s.
 */
public final class LaneBlock implements LayeredBlock {

  private static final float CANARY = -1.2345e30f;

  /**
   * For each boundary between layers the values there; what is in place shares the array before.
   */
  public final float[][] values;

  /** The derivatives by {@link #values}, shared alike but for those by the inputs. */
  public final float[][] derivatives;

  /** What each layer keeps from its forward pass to its backward. */
  public final float[][] kept;

  /** What one layer after the other works in. */
  public final float[] scratch;

  /** Where the block leaves what is multiplied over all blocks at once. */
  public final Optional<BatchProducts> products;

  /** Its place there, in the pass that is under way. */
  public int slot;

  /** Where the samples come from, and which of them is in lane 0. */
  public Source source = new Source.Inputs(new float[0], 0);

  public int first;

  private final int lanes;

  private final List<LaneLayer> layers;

  /** The first layer with parameters: below it only inputs ask for derivatives. */
  private final int lowest;

  /** The boundary down to which the last backward pass has brought the derivatives. */
  private int derived;

  private final List<Shape> shapes;
  private final boolean[] inPlace;
  private final boolean guarded;

  /**
   * Makes the arrays.
   *
   * @param lanes how many samples
   * @param lowest the first layer with parameters, or the number of layers
   * @param shapes the shape at each boundary between layers
   * @param inPlace for each layer whether its outputs share the array of its inputs
   * @param backward whether there will be backward passes
   */
  LaneBlock(
      int lanes,
      List<LaneLayer> layers,
      int lowest,
      List<Shape> shapes,
      boolean[] inPlace,
      boolean backward,
      Optional<BatchProducts> products,
      boolean guarded) {
    this.lanes = lanes;
    this.layers = layers;
    this.lowest = lowest;
    this.shapes = shapes;
    this.inPlace = inPlace;
    this.products = products;
    this.guarded = guarded;
    values = allocateAll(0);
    derivatives = backward ? allocateAll(1) : new float[0][];
    kept = layers.stream().map(layer -> new float[layer.kept()]).toArray(float[][]::new);
    scratch = new float[layers.stream().mapToInt(LaneLayer::scratch).max().orElse(0)];
  }

  /**
   * Makes a block without backward passes that shares most of another one's arrays.
   *
   * @param own the boundaries at which it has values of its own
   */
  LaneBlock(LaneBlock other, boolean[] own) {
    lanes = other.lanes;
    layers = other.layers;
    lowest = other.lowest;
    shapes = other.shapes;
    inPlace = other.inPlace;
    products = Optional.empty();
    guarded = other.guarded;
    values = other.values.clone();
    for (int i = 0; i < own.length; i++) {
      if (own[i]) {
        values[i] = i > 0 && inPlace[i - 1] ? values[i - 1] : allocate(i);
      }
    }
    derivatives = other.derivatives;
    kept = other.kept;
    scratch = other.scratch;
  }

  private float[][] allocateAll(int firstShared) {
    float[][] arrays = new float[shapes.size()][];
    for (int i = 0; i < arrays.length; i++) {
      if (i > firstShared && inPlace[i - 1]) {
        arrays[i] = arrays[i - 1];
        continue;
      }
      arrays[i] = allocate(i);
    }
    return arrays;
  }

  private float[] allocate(int boundary) {
    int length = isPassed(boundary) ? 0 : Math.multiplyExact(shapes.get(boundary).size(), lanes);
    float[] array = new float[length + (guarded ? 1 : 0)];
    if (guarded) {
      Arrays.fill(array, 0, length, Float.NaN);
      array[length] = CANARY;
    }
    return array;
  }

  /** Returns whether the values at a boundary, and those in their place, are never whole. */
  private boolean isPassed(int boundary) {
    int last = boundary;
    while (last < inPlace.length && inPlace[last]) {
      last++;
    }
    int i = 0;
    while (i < last) {
      i += layers.get(i).covers();
    }
    return i > last;
  }

  @Override
  public boolean isDamaged() {
    return guarded && (isDamaged(values) || isDamaged(derivatives));
  }

  private static boolean isDamaged(float[][] arrays) {
    return Arrays.stream(arrays).anyMatch(array -> array[array.length - 1] != CANARY);
  }

  @Override
  public void begin(Source from, int number) {
    source = from;
    first = number;
  }

  @Override
  public float[] inputs() {
    return values[0];
  }

  @Override
  public void forward(float[] w) {
    forward(w, 0, layers.size());
  }

  @Override
  public boolean isDrawing() {
    return source.draws().on();
  }

  @Override
  public int samples() {
    return Math.max(0, Math.min(lanes, source.count() - first));
  }

  @Override
  public void addValues(int layer, double[] sums) {
    ((LaneNormalization) layers.get(layer)).addValues(this, sums);
  }

  @Override
  public void addDerivatives(int layer, double[] sums) {
    ((LaneNormalization) layers.get(layer)).addDerivatives(this, sums);
  }

  @Override
  public void forward(float[] w, int from, int to) {
    for (int i = from; i < to; i += layers.get(i).covers()) {
      layers.get(i).forward(this, w);
    }
  }

  @Override
  public void copyOut(int boundary, int lane, float[] to, int at) {
    LaneSamples.copyOut(values[boundary], shapes.get(boundary).size(), lanes, lane, to, at);
  }

  @Override
  public void seed(int boundary, int lane, float[] seeds, int at) {
    if (derivatives.length > 0) {
      int size = shapes.get(boundary).size();
      LaneSamples.copyIn(seeds, at, size, lanes, lane, derivatives[boundary]);
    }
  }

  @Override
  public void backward(int seeded, float[] w, float[] dw, int place) {
    slot = place;
    backward(seeded, Math.min(seeded, lowest), w, dw);
    derived = Math.min(seeded, lowest + 1);
  }

  @Override
  public void backward(int end, int from, float[] w, float[] dw, int place) {
    slot = place;
    backward(end, Math.min(end, Math.max(from, lowest)), w, dw);
    derived = Math.min(end, lowest + 1);
  }

  /** Goes back through some layers, the last first. */
  public void backward(int end, int from, float[] w, float[] dw) {
    for (int i = end - 1; i >= from; i--) {
      layers.get(i).backwardParameters(this, w, dw);
      if (i > lowest) {
        layers.get(i).backwardInputs(this, w);
      }
    }
  }

  /** Goes on from where the backward pass ended; a second time there is nothing left to do. */
  @Override
  public void backwardToInputs(float[] w) {
    for (int i = derived - 1; i >= 0; i--) {
      layers.get(i).backwardInputs(this, w);
    }
    derived = 0;
  }

  @Override
  public void copyInputDerivatives(int lane, float[] to, int at) {
    LaneSamples.copyOut(derivatives[0], shapes.get(0).size(), lanes, lane, to, at);
  }

  @Override
  public boolean step(int seeded, Step step) {
    throw new UnsupportedOperationException("a block of many samples takes no step alone");
  }
}
