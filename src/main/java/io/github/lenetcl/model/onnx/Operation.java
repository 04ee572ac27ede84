package io.github.lenetcl.model.onnx;

import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.BatchNormalization;
import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.Dropout;
import io.github.lenetcl.network.Flatten;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Padding;
import io.github.lenetcl.network.Pooling;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Softmax;
import io.github.lenetcl.network.Subsampling;
import io.github.lenetcl.network.Window;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What is found in a graph, before it is a layer: it may still be joined with its neighbours. */
sealed interface Operation permits Sums, Operation.Plain {

  /**
   * Returns the layer that it is.
   *
   * @param name the layer's name
   * @param input the shape that comes in
   * @throws IllegalArgumentException if it is none of ours
   */
  Layer layer(String name, Shape input);

  /** Returns its parameters, in the order of the layer's tensors. */
  List<double[]> tensors();

  /** What has no weights that a neighbour's factors could go into. */
  sealed interface Plain extends Operation {
    @Override
    default List<double[]> tensors() {
      return List.of();
    }
  }

  /** The input. */
  record Start() implements Plain {
    @Override
    public Layer layer(String name, Shape input) {
      throw new IllegalArgumentException("the input is no layer");
    }
  }

  /** A function of every single value. */
  record Points(PointFunction function) implements Plain {
    @Override
    public Layer layer(String name, Shape input) {
      // Most are refused if they are to be a layer by themselves; their shape is asked for before.
      return function.layer(name).orElse(new Activation(name, ActivationFunction.LINEAR));
    }
  }

  /**
   * Zeros around the rows and columns.
   *
   * @param zeros how many
   */
  record Padded(Padding.Given zeros) implements Plain {

    /** As a window of a single value, which no layer is made of: it goes into the one behind it. */
    @Override
    public Layer layer(String name, Shape input) {
      return new Pooling(name, Pooling.Kind.AVERAGE, input.maps(), Window.of(1).withPadding(zeros));
    }
  }

  /**
   * A pooling.
   *
   * @param kind what it makes of the values in a window
   * @param window the window
   */
  record Pooled(Pooling.Kind kind, Window window) implements Plain {

    /** Means whose padding counts, if there is any. */
    static Pooled mean(Window window, boolean counts) {
      boolean padded = counts && !window.padding().equals(Padding.NONE);
      return new Pooled(padded ? Pooling.Kind.PADDED_AVERAGE : Pooling.Kind.AVERAGE, window);
    }

    @Override
    public Layer layer(String name, Shape input) {
      return new Pooling(name, kind, input.maps(), window);
    }
  }

  /** All values as maps of one. */
  record Flat() implements Plain {
    @Override
    public Layer layer(String name, Shape input) {
      return new Flatten(name, input);
    }
  }

  /** Dropout. */
  record Dropped(float rate) implements Plain {
    @Override
    public Layer layer(String name, Shape input) {
      return new Dropout(name, rate);
    }
  }

  /** Softmax over the maps. */
  record Soft() implements Plain {
    @Override
    public Layer layer(String name, Shape input) {
      return new Softmax(name);
    }
  }

  /** Radial basis functions. */
  record Radial(Centers centers, boolean trainable) implements Plain {
    @Override
    public Layer layer(String name, Shape input) {
      return new RadialBasis(name, centers, trainable);
    }

    @Override
    public List<double[]> tensors() {
      float[] flat = centers.flat();
      double[] wide = IntStream.range(0, flat.length).mapToDouble(i -> flat[i]).toArray();
      return trainable ? List.of(wide) : List.of();
    }
  }

  /**
   * A normalisation of maps, as a file has it.
   *
   * @param tensors scales, shifts, running means and running variances
   * @param epsilon what is added to the variances
   * @param momentum how far the running values move
   */
  record Normal(List<double[]> tensors, float epsilon, float momentum) {}

  /**
   * A factor and a shift for each map, or for each value: a normalisation as it acts when it is not
   * trained, biases, a scaling of the input. It goes into a neighbour where there is one.
   *
   * @param factor the factors
   * @param shift the shifts
   * @param normal the normalisation that it is, where it is one of maps
   */
  record Stretch(double[] factor, double[] shift, Optional<Normal> normal) implements Plain {

    Stretch(double[] factor, double[] shift) {
      this(factor, shift, Optional.empty());
    }

    /** Where it has no neighbour it is a subsampling of windows of one value. */
    @Override
    public Layer layer(String name, Shape input) {
      return normal
          .<Layer>map(it -> new BatchNormalization(name, input.maps(), it.epsilon(), it.momentum()))
          .orElseGet(() -> new Subsampling(name, input.maps(), 1));
    }

    @Override
    public List<double[]> tensors() {
      return normal.map(Normal::tensors).orElse(List.of(factor, shift));
    }

    /** Returns this, known to be a normalisation. */
    Stretch from(Normal other) {
      return new Stretch(factor, shift, Optional.of(other));
    }

    /** Returns this and another behind it as one. */
    Stretch then(Stretch that) {
      int count = Math.max(factor.length, that.factor.length);
      int own = count / factor.length;
      int other = count / that.factor.length;
      double[] factors = new double[count];
      double[] shifts = new double[count];
      for (int i = 0; i < count; i++) {
        factors[i] = factor[i / own] * that.factor[i / other];
        shifts[i] = shift[i / own] * that.factor[i / other] + that.shift[i / other];
      }
      return new Stretch(factors, shifts);
    }

    /** Returns this with a factor for each of more values, area of them to a map. */
    Stretch spread(int count) {
      int area = count / factor.length;
      double[] factors = new double[count];
      double[] shifts = new double[count];
      for (int i = 0; i < count; i++) {
        factors[i] = factor[i / area];
        shifts[i] = shift[i / area];
      }
      return new Stretch(factors, shifts);
    }

    /** Returns this with a factor for each of fewer maps, if that says it all. */
    Optional<Stretch> gathered(int maps) {
      int area = factor.length / maps;
      for (int i = 0; i < factor.length; i++) {
        int first = i / area * area;
        if (factor[i] != factor[first] || shift[i] != shift[first]) {
          return Optional.empty();
        }
      }
      double[] factors = IntStream.range(0, maps).mapToDouble(i -> factor[i * area]).toArray();
      double[] shifts = IntStream.range(0, maps).mapToDouble(i -> shift[i * area]).toArray();
      return Optional.of(new Stretch(factors, shifts));
    }

    boolean isPositive() {
      return Arrays.stream(factor).allMatch(value -> value > 0);
    }

    boolean shifts() {
      return Arrays.stream(shift).anyMatch(value -> value != 0);
    }

    boolean isNegation() {
      return !shifts() && Arrays.stream(factor).allMatch(value -> value == -1);
    }

    boolean isNothing() {
      return Arrays.stream(factor).allMatch(value -> value == 1)
          && Arrays.stream(shift).allMatch(value -> value == 0);
    }
  }
}
