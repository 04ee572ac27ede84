package io.github.lenetcl.network;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/**
 * How far training images are distorted, each sample afresh: the planar affine maps of LeCun et al.
 * 1998, Section III-A (translation, scaling, squeezing, horizontal shear), and as extensions
 * rotation and the elastic deformations of Simard, Steinkraus and Platt 2003. An amount of 0
 * changes nothing, bit for bit.
 *
 * <p>With u₀ … u₅ drawn for a sample, uniform in (−1, 1), the point (x, y) of the image, in pixels
 * about its centre, rows downwards, goes to
 *
 * <pre>
 *   R·(a·x + h·b·y, b·y) + (t_x, t_y)
 *   a = (1 + scaling·u₂)·(1 + squeezing·u₃)     t_x = horizontal·u₀     h = shear·u₄
 *   b = (1 + scaling·u₂)/(1 + squeezing·u₃)     t_y = vertical·u₁
 * </pre>
 *
 * where R turns by the angle whose half has the tangent u₅·tan(rotation/2). The elastic deformation
 * moves the point of the image that an input shows by alpha·G·v, with v drawn for each of the
 * input's pixels, uniform in (−1, 1)², 0 outside the input, and G the Gaussian of deviation sigma,
 * cut off at 3·sigma, whose weights add up to 1.
 *
 * <p>Each input shows the grey level at the point where the inverse of all this leads: bilinear
 * between the four pixels about it, outside the image the background, 0. {@link Scaling} then acts
 * on grey levels that are no whole numbers: {@link Scaling.Levels} linearly between the values of
 * the two levels about it, {@link Scaling.PerPixel} by the mean and factor of the pixel where the
 * grey level has come to lie.
 *
 * <p>What is drawn depends on nothing but a key, the image's index and the number of the draw, so
 * that a sample is distorted alike on every device and in whatever order samples are taken. The
 * n-th draw is the finaliser of SplitMix64 (mix13 of Stafford) applied to m + (n+1)·φ, where m is
 * the finaliser applied to key + (index+1)·φ and φ is 0x9e3779b97f4a7c15. Of its 64 bits, from the
 * top, the first 24 are k with u = (2k + 1)/2²⁴ − 1, which is exact in single precision. The pixel
 * of the input in row r and column c has draw 8 + r·width + c: v_x from the first 24 bits, v_y from
 * the next 24.
 *
 * @param horizontal the largest translation along rows, in pixels, at most 1000
 * @param vertical the largest translation along columns, in pixels, at most 1000
 * @param scaling the largest relative change of size, at most 0.9
 * @param squeezing the largest relative change of width, against that of height, at most 0.9
 * @param shear the largest horizontal shift for each pixel upwards or downwards, at most 10
 * @param rotation the largest angle, in degrees, at most 90
 * @param alpha the strength of elastic deformation, in pixels, at most 1000; 34 in Simard et al.
 * @param sigma the deviation of its Gaussian, in pixels, above 0 and at most 16 where alpha is not
 *     0; 4 in Simard et al.
 */
public record Distortion(
    float horizontal,
    float vertical,
    float scaling,
    float squeezing,
    float shear,
    float rotation,
    float alpha,
    float sigma) {

  /** No distortion. */
  public static final Distortion NONE = new Distortion(0, 0, 0, 0, 0, 0, 0, 0);

  private static final float MOST_SIGMA = 16;

  /** Checks the ranges; without elastic deformation sigma is 0, whatever is given. */
  public Distortion {
    require("horizontal translation", horizontal, 1000);
    require("vertical translation", vertical, 1000);
    require("scaling", scaling, 0.9f);
    require("squeezing", squeezing, 0.9f);
    require("shear", shear, 10);
    require("rotation", rotation, 90);
    require("alpha", alpha, 1000);
    if (alpha == 0) {
      sigma = 0;
    } else if (!(sigma > 0 && sigma <= MOST_SIGMA)) {
      throw new IllegalArgumentException(
          "distortion: sigma " + sigma + ", wanted above 0 and at most " + MOST_SIGMA);
    }
  }

  private static void require(String name, float amount, float most) {
    if (!(amount >= 0 && amount <= most)) {
      throw new IllegalArgumentException(
          "distortion: %s %s, wanted from 0 to %s".formatted(name, amount, most));
    }
  }

  /**
   * {@return the kinds of distortion of the paper, with the amounts where published code starts: ±2
   * pixels, ±15 %, ±15 %, ±0.3} The paper is silent on the amounts.
   */
  public static Distortion paper() {
    return new Distortion(2, 2, 0.15f, 0.15f, 0.3f, 0, 0, 0);
  }

  /**
   * {@return this with every amount multiplied}
   *
   * @param factor at least 0; sigma, which is no amount, is kept
   */
  public Distortion times(float factor) {
    return new Distortion(
        horizontal * factor,
        vertical * factor,
        scaling * factor,
        squeezing * factor,
        shear * factor,
        rotation * factor,
        alpha * factor,
        sigma);
  }

  /**
   * {@return this with another translation}
   *
   * @param x the largest along rows, in pixels
   * @param y the largest along columns, in pixels
   */
  public Distortion withTranslation(float x, float y) {
    return new Distortion(x, y, scaling, squeezing, shear, rotation, alpha, sigma);
  }

  /**
   * {@return this with another scaling}
   *
   * @param other the largest relative change of size
   */
  public Distortion withScaling(float other) {
    return new Distortion(horizontal, vertical, other, squeezing, shear, rotation, alpha, sigma);
  }

  /**
   * {@return this with another squeezing}
   *
   * @param other the largest relative change of width
   */
  public Distortion withSqueezing(float other) {
    return new Distortion(horizontal, vertical, scaling, other, shear, rotation, alpha, sigma);
  }

  /**
   * {@return this with another shear}
   *
   * @param other the largest horizontal shift for each pixel upwards or downwards
   */
  public Distortion withShear(float other) {
    return new Distortion(horizontal, vertical, scaling, squeezing, other, rotation, alpha, sigma);
  }

  /**
   * {@return this with another rotation}
   *
   * @param other the largest angle, in degrees
   */
  public Distortion withRotation(float other) {
    return new Distortion(horizontal, vertical, scaling, squeezing, shear, other, alpha, sigma);
  }

  /**
   * {@return this with another elastic deformation}
   *
   * @param strength alpha, in pixels
   * @param deviation sigma, in pixels
   */
  public Distortion withElastic(float strength, float deviation) {
    return new Distortion(
        horizontal, vertical, scaling, squeezing, shear, rotation, strength, deviation);
  }

  /** {@return whether there is an elastic deformation} */
  public boolean isElastic() {
    return alpha > 0;
  }

  /** {@return the tangent of half the largest angle of rotation} */
  public float halfAngleTangent() {
    return (float) Math.tan(Math.toRadians(rotation) / 2);
  }

  /**
   * {@return the Gaussian of the elastic deformation from its middle outwards, to three deviations;
   * both sides of it add up to 1} A single 1 where there is no elastic deformation.
   */
  public float[] gaussian() {
    double[] weights = new double[(int) Math.ceil(3 * sigma) + 1];
    double sum = 0;
    for (int t = 0; t < weights.length; t++) {
      weights[t] = t == 0 ? 1 : Math.exp(-0.5 * t * t / ((double) sigma * sigma));
      sum += t == 0 ? 1 : 2 * weights[t];
    }
    float[] taps = new float[weights.length];
    for (int t = 0; t < taps.length; t++) {
      taps[t] = (float) (weights[t] / sum);
    }
    return taps;
  }

  /**
   * Reads what {@link #toString()} writes.
   *
   * @param text {@code none}, or amounts as {@link #with} takes them
   * @return the distortion
   * @throws IllegalArgumentException if it is of another form or an amount out of its range
   */
  public static Distortion parse(String text) {
    return text.equals("none") ? NONE : NONE.with(text);
  }

  /**
   * {@return this with other amounts}
   *
   * @param text the amounts by the names of this record, such as {@code scaling=0.15 shear=0.3}
   * @throws IllegalArgumentException if it is of another form or an amount out of its range
   */
  public Distortion with(String text) {
    Map<String, Float> amounts = amounts();
    for (String word : text.split(" ")) {
      String[] sides = word.split("=", -1);
      if (sides.length != 2 || !amounts.containsKey(sides[0])) {
        throw unreadable(text);
      }
      try {
        amounts.put(sides[0], Float.parseFloat(sides[1]));
      } catch (NumberFormatException e) {
        throw unreadable(text);
      }
    }
    return new Distortion(
        amounts.get("horizontal"),
        amounts.get("vertical"),
        amounts.get("scaling"),
        amounts.get("squeezing"),
        amounts.get("shear"),
        amounts.get("rotation"),
        amounts.get("alpha"),
        amounts.get("sigma"));
  }

  private static IllegalArgumentException unreadable(String text) {
    return new IllegalArgumentException(
        "distortion '" + text + "', wanted none or amounts like " + paper());
  }

  private Map<String, Float> amounts() {
    Map<String, Float> amounts = new LinkedHashMap<>();
    amounts.put("horizontal", horizontal);
    amounts.put("vertical", vertical);
    amounts.put("scaling", scaling);
    amounts.put("squeezing", squeezing);
    amounts.put("shear", shear);
    amounts.put("rotation", rotation);
    amounts.put("alpha", alpha);
    amounts.put("sigma", sigma);
    return amounts;
  }

  /** {@return the amounts that are not 0 by their names, or {@code none}} */
  @Override
  public String toString() {
    StringJoiner words = new StringJoiner(" ").setEmptyValue("none");
    amounts()
        .forEach(
            (name, amount) -> {
              if (amount > 0) {
                words.add(String.format(Locale.ROOT, "%s=%s", name, amount));
              }
            });
    return words.toString();
  }
}
