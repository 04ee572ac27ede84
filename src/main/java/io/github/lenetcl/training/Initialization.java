package io.github.lenetcl.training;

import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.LocallyConnected;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Parameter;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.TensorSpec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The start of the trainable parameters: uniform in ±bound/F, ±bound/√F or ±bound/√(F + G), F the
 * fan-in of the unit that a connection belongs to and G the fan-out of its input. The paper draws
 * from ±2.4/F and is silent on biases and on the coefficients of subsampling units; here they are
 * drawn as the weights of their unit are, or the biases are 0, or all coefficients are the same. A
 * coefficient near 0 takes its map out of the network, and its steps are so small that it stays out
 * for long.
 *
 * @param bound the number over F or √F, above 0
 * @param fan what it is divided by
 * @param biases how biases start
 * @param coefficient what the coefficients of subsampling units start at, where they are not drawn
 */
public record Initialization(float bound, Fan fan, Biases biases, Optional<Float> coefficient) {

  private static final Pattern FORM =
      Pattern.compile(
          "([0-9.eE+-]+)/(F|sqrt\\(F\\)|sqrt\\(F\\+G\\))(,bias=0)?(,coefficient=([0-9.eE+-]+))?");

  /** The values of {@link Fan} as text. */
  private static final List<String> FANS = List.of("F", "sqrt(F)", "sqrt(F+G)");

  /** What the bound is divided by. */
  public enum Fan {
    /** The fan-in, as in the paper. */
    FAN_IN,
    /** Its square root, which keeps the spread of the weighted sums alike from layer to layer. */
    ROOT_OF_FAN_IN,
    /**
     * The square root of fan-in and fan-out, which keeps that of the derivatives alike too (Glorot
     * and Bengio 2010).
     */
    ROOT_OF_BOTH
  }

  /** How biases start. */
  public enum Biases {
    /** Drawn as the weights of their unit. */
    DRAWN,
    /** At 0. */
    ZERO
  }

  /** Checks the bound. */
  public Initialization {
    if (!(bound > 0 && bound < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("start: bound " + bound + ", wanted a number above 0");
    }
    if (coefficient.isPresent() && !Float.isFinite(coefficient.get())) {
      throw new IllegalArgumentException(
          "start: coefficient " + coefficient.get() + ", wanted a finite number");
    }
  }

  /** {@return the paper's start: ±2.4/F} */
  public static Initialization paper() {
    return new Initialization(2.4f, Fan.FAN_IN, Biases.DRAWN, Optional.empty());
  }

  /** {@return Keras' start: ±√(6/(F + G)), G the fan-out, with biases of 0} */
  public static Initialization glorot() {
    return new Initialization(
        (float) Math.sqrt(6), Fan.ROOT_OF_BOTH, Biases.ZERO, Optional.empty());
  }

  /**
   * {@return the start ±bound/√F}
   *
   * @param bound the number over √F
   */
  public static Initialization overRoot(float bound) {
    return new Initialization(bound, Fan.ROOT_OF_FAN_IN, Biases.DRAWN, Optional.empty());
  }

  /**
   * {@return this start with the same coefficient in all subsampling units}
   *
   * @param value the coefficient
   */
  public Initialization withCoefficient(float value) {
    return new Initialization(bound, fan, biases, Optional.of(value));
  }

  /**
   * Reads what {@link #toString()} writes.
   *
   * @param text such as {@code 2.4/F}, {@code 1.5/sqrt(F)} or {@code
   *     1.5/sqrt(F),bias=0,coefficient=0.5}
   * @return the start
   * @throws IllegalArgumentException if it is of another form
   */
  public static Initialization parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("start " + text + ", wanted a form like 1.5/sqrt(F)");
    }
    return new Initialization(
        Float.parseFloat(matcher.group(1)),
        Fan.values()[FANS.indexOf(matcher.group(2))],
        matcher.group(3) == null ? Biases.DRAWN : Biases.ZERO,
        Optional.ofNullable(matcher.group(5)).map(Float::valueOf));
  }

  /**
   * Draws the parameters of a network.
   *
   * @param network the network
   * @param seed the same seed gives the same parameters everywhere
   * @return its flat parameter vector
   */
  public float[] draw(Network network, long seed) {
    float[] vector = new float[network.parameterCount()];
    SplittableRandom random = Draws.stream(seed, Draws.Purpose.START, 0);
    for (Parameter parameter : network.parameters()) {
      Layer layer = network.layers().get(parameter.layer());
      if (layer instanceof RadialBasis rbf) {
        float[] start = rbf.centers().flat();
        System.arraycopy(start, 0, vector, parameter.offset(), start.length);
      } else {
        draw(layer, parameter, random, vector);
      }
    }
    return vector;
  }

  private void draw(Layer layer, Parameter parameter, SplittableRandom random, float[] vector) {
    Optional<Float> given = given(parameter.spec().role());
    int units = parameter.spec().shape().get(0);
    int perUnit = parameter.size() / units;
    for (int i = 0; i < parameter.size(); i++) {
      double fanIn = parameter.spec().fanIn().get(i / perUnit);
      double limit = bound / divisor(fanIn, fan == Fan.ROOT_OF_BOTH ? fanOut(layer) : 0);
      // Drawn in any case, so that the other parameters do not depend on it.
      double drawn = limit * (2 * Draws.unit(random) - 1);
      vector[parameter.offset() + i] = given.orElse((float) drawn);
    }
  }

  private double divisor(double fanIn, double fanOut) {
    return fan == Fan.FAN_IN ? fanIn : Math.sqrt(fanIn + fanOut);
  }

  /** The mean number of units that an input of a layer goes to. */
  private static double fanOut(Layer layer) {
    if (layer instanceof Convolution convolution) {
      ConnectionTable table = convolution.table();
      return (double) table.pairs() / table.inputs() * convolution.window().area();
    }
    if (layer instanceof LocallyConnected local) {
      return (double) local.outputs() * local.window().area();
    }
    return layer instanceof FullConnection full ? full.outputs() : 1;
  }

  private Optional<Float> given(String role) {
    return switch (role) {
      case "bias" -> biases == Biases.ZERO ? Optional.of(0f) : Optional.empty();
      case "coefficient" -> coefficient;
      case "scale", TensorSpec.RUNNING_VARIANCE -> Optional.of(1f);
      case "shift", TensorSpec.RUNNING_MEAN -> Optional.of(0f);
      default -> Optional.empty();
    };
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s/%s%s%s",
        bound,
        FANS.get(fan.ordinal()),
        biases == Biases.ZERO ? ",bias=0" : "",
        coefficient.map(value -> ",coefficient=" + value).orElse(""));
  }
}
