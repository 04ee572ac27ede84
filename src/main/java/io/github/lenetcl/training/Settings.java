package io.github.lenetcl.training;

import io.github.lenetcl.network.Distortion;
import io.github.lenetcl.network.Loss;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What every recipe lets one set. Each recipe has its own to begin with; the {@code with…} methods
 * change one.
 *
 * @param loss what is minimised, with its scale s and, for MAP, the constant j
 * @param start the start of the parameters
 * @param passes the number of passes over the training set, at least 1
 * @param batch samples for each update, at least 1
 * @param rate the global rate: η of the first pass for SDLM, the highest rate for a schedule that
 *     rises and falls, the step of plain gradient descent
 * @param shuffled whether each pass takes the samples in an order of its own, or all take them as
 *     they stand
 * @param distortion how far samples are distorted
 * @param versions how many versions there are of each image, the first of them as it stands: pass p
 *     shows version (p − 1) mod versions. 0: every pass distorts afresh
 */
public record Settings(
    Loss loss,
    Initialization start,
    int passes,
    int batch,
    float rate,
    boolean shuffled,
    Distortion distortion,
    int versions) {

  /** The constant j of the MAP loss where nothing else is said; the paper is silent on it. */
  public static final float J = 1;

  /**
   * Settings without distortions.
   *
   * @param loss what is minimised
   * @param start the start of the parameters
   * @param passes the number of passes, at least 1
   * @param batch samples for each update, at least 1
   * @param rate the global rate
   * @param shuffled whether each pass takes the samples in an order of its own
   */
  public Settings(
      Loss loss, Initialization start, int passes, int batch, float rate, boolean shuffled) {
    this(loss, start, passes, batch, rate, shuffled, Distortion.NONE, 0);
  }

  /** Checks the numbers. */
  public Settings {
    if (passes < 1) {
      throw new IllegalArgumentException("passes " + passes + ", wanted at least 1");
    }
    if (batch < 1) {
      throw new IllegalArgumentException("batch " + batch + ", wanted at least 1");
    }
    if (!(rate > 0 && rate < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("rate " + rate + ", wanted a number above 0");
    }
    if (versions < 0) {
      throw new IllegalArgumentException("versions " + versions + ", wanted at least 0");
    }
  }

  /**
   * {@return these with another loss}
   *
   * @param other the loss
   */
  public Settings withLoss(Loss other) {
    return new Settings(other, start, passes, batch, rate, shuffled, distortion, versions);
  }

  /**
   * {@return these with the MAP loss at the scale that the loss has}
   *
   * @param j the penalty of the rubbish class
   */
  public Settings withMaximumAPosteriori(float j) {
    return withLoss(new Loss.MaximumAPosteriori(j, loss.scale()));
  }

  /** {@return these with the mean squared error at the scale that the loss has} */
  public Settings withMeanSquaredError() {
    return withLoss(new Loss.MeanSquaredError(loss.scale()));
  }

  /**
   * {@return these with another start of the parameters}
   *
   * @param other the start
   */
  public Settings withStart(Initialization other) {
    return new Settings(loss, other, passes, batch, rate, shuffled, distortion, versions);
  }

  /**
   * {@return these with another number of passes}
   *
   * @param other the number of passes
   */
  public Settings withPasses(int other) {
    return new Settings(loss, start, other, batch, rate, shuffled, distortion, versions);
  }

  /**
   * {@return these with another batch}
   *
   * @param other samples for each update
   */
  public Settings withBatch(int other) {
    return new Settings(loss, start, passes, other, rate, shuffled, distortion, versions);
  }

  /**
   * {@return these with another rate}
   *
   * @param other the global rate
   */
  public Settings withRate(float other) {
    return new Settings(loss, start, passes, batch, other, shuffled, distortion, versions);
  }

  /**
   * {@return these shuffled or not}
   *
   * @param other whether each pass takes the samples in an order of its own
   */
  public Settings withShuffled(boolean other) {
    return new Settings(loss, start, passes, batch, rate, other, distortion, versions);
  }

  /**
   * {@return these with other distortions}
   *
   * @param other how far samples are distorted
   */
  public Settings withDistortion(Distortion other) {
    return new Settings(loss, start, passes, batch, rate, shuffled, other, versions);
  }

  /**
   * {@return these with a fixed number of versions of each image}
   *
   * @param other how many, the image as it stands included; 0 for another in each pass
   */
  public Settings withVersions(int other) {
    return new Settings(loss, start, passes, batch, rate, shuffled, distortion, other);
  }

  /**
   * {@return which version of the images a pass shows: 0 for the images as they stand}
   *
   * @param pass the pass, from 1
   */
  public int version(int pass) {
    return versions == 0 ? pass : (pass - 1) % versions;
  }

  /** {@return the settings by name, as checkpoints and models record them} */
  public Map<String, String> describe() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("loss", loss.name());
    if (loss instanceof Loss.MaximumAPosteriori posterior) {
      map.put("j", Float.toString(posterior.j()));
    }
    if (loss instanceof Loss.CrossEntropy entropy && entropy.smoothing() > 0) {
      map.put("label_smoothing", Float.toString(entropy.smoothing()));
    }
    map.put("loss_scale", Float.toString(loss.scale()));
    map.put("start", start.toString());
    map.put("passes", Integer.toString(passes));
    map.put("batch", Integer.toString(batch));
    map.put("rate", Float.toString(rate));
    map.put("shuffled", Boolean.toString(shuffled));
    map.put("distortion", distortion.toString());
    map.put("versions", Integer.toString(versions));
    return map;
  }

  /** Makes settings of what {@link #describe()} gives. */
  static Settings of(Map<String, String> map) {
    float scale = number(map, "loss_scale");
    Loss loss = Loss.named(text(map, "loss"), scale, () -> number(map, "j"));
    boolean smoothed = loss instanceof Loss.CrossEntropy && map.containsKey("label_smoothing");
    return new Settings(
        smoothed ? new Loss.CrossEntropy(scale, number(map, "label_smoothing")) : loss,
        Initialization.parse(text(map, "start")),
        (int) number(map, "passes"),
        (int) number(map, "batch"),
        number(map, "rate"),
        Boolean.parseBoolean(text(map, "shuffled")),
        Distortion.parse(map.getOrDefault("distortion", Distortion.NONE.toString())),
        Integer.parseInt(map.getOrDefault("versions", "0")));
  }

  private static float number(Map<String, String> map, String name) {
    String text = text(map, name);
    try {
      return Float.parseFloat(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " " + text + ", wanted a number", e);
    }
  }

  private static String text(Map<String, String> map, String name) {
    return Optional.ofNullable(map.get(name))
        .orElseThrow(() -> new IllegalArgumentException("no setting " + name));
  }

  @Override
  public String toString() {
    return describe().entrySet().stream()
        .map(entry -> entry.getKey().replace('_', ' ') + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
