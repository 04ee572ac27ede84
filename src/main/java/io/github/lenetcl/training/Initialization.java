package io.github.lenetcl.training;

import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Parameter;
import io.github.lenetcl.network.RadialBasis;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The start of the trainable parameters: uniform in ±bound/F or ±bound/√F, F the fan-in of the unit
 * that a connection belongs to. The paper draws from ±2.4/F and is silent on biases and on the
 * coefficients of subsampling units; here they are drawn as the weights of their unit are, or the
 * biases are 0, or all coefficients are the same. A coefficient near 0 takes its map out of the
 * network, and its steps are so small that it stays out for long.
 *
 * @param bound the number over F or √F, above 0
 * @param fan what it is divided by
 * @param biases how biases start
 * @param coefficient what the coefficients of subsampling units start at, where they are not drawn
 */
public record Initialization(float bound, Fan fan, Biases biases, Optional<Float> coefficient) {

  private static final Pattern FORM =
      Pattern.compile("([0-9.eE+-]+)/(F|sqrt\\(F\\))(,bias=0)?(,coefficient=([0-9.eE+-]+))?");

  /** What the bound is divided by. */
  public enum Fan {
    /** The fan-in, as in the paper. */
    FAN_IN,
    /** Its square root, which keeps the spread of the weighted sums alike from layer to layer. */
    ROOT_OF_FAN_IN
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
        matcher.group(2).equals("F") ? Fan.FAN_IN : Fan.ROOT_OF_FAN_IN,
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
      Optional<Float> given = given(parameter.spec().role());
      int units = parameter.spec().shape().get(0);
      int perUnit = parameter.size() / units;
      for (int i = 0; i < parameter.size(); i++) {
        double fanIn = parameter.spec().fanIn().get(i / perUnit);
        double limit = bound / (fan == Fan.FAN_IN ? fanIn : Math.sqrt(fanIn));
        // Drawn in any case, so that the other parameters do not depend on it.
        double drawn = limit * (2 * Draws.unit(random) - 1);
        vector[parameter.offset() + i] = given.orElse((float) drawn);
      }
      setCenters(network, parameter, vector);
    }
    return vector;
  }

  /** Trainable centres start from those that the layer gives. */
  private static void setCenters(Network network, Parameter parameter, float[] vector) {
    if (network.layers().get(parameter.layer()) instanceof RadialBasis rbf) {
      System.arraycopy(rbf.centers().flat(), 0, vector, parameter.offset(), parameter.size());
    }
  }

  private Optional<Float> given(String role) {
    return switch (role) {
      case "bias" -> biases == Biases.ZERO ? Optional.of(0f) : Optional.empty();
      case "coefficient" -> coefficient;
      default -> Optional.empty();
    };
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s/%s%s%s",
        bound,
        fan == Fan.FAN_IN ? "F" : "sqrt(F)",
        biases == Biases.ZERO ? ",bias=0" : "",
        coefficient.map(value -> ",coefficient=" + value).orElse(""));
  }
}
