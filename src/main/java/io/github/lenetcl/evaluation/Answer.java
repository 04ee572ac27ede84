package io.github.lenetcl.evaluation;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a network says of an image: the class with the smallest penalty.
 *
 * @param index the class
 * @param name the name of the class
 * @param penalties the penalty of each class: y of equation (7), or −log p where a network gives
 *     probabilities, or the squared distance from the target where outputs were trained to be 1 for
 *     the class and 0 for others
 * @param probabilities the probability of each class, where the network gives them
 * @param rubbish the probability that the image is none of the classes, e^−j / (e^−j + Σ e^−y), as
 *     the MAP loss of equation (9) has it; empty for a network trained with another loss
 */
public record Answer(
    int index,
    String name,
    float[] penalties,
    Optional<float[]> probabilities,
    OptionalDouble rubbish) {

  /**
   * The answer of a network that gives penalties.
   *
   * @param index the class
   * @param name the name of the class
   * @param penalties the penalty of each class
   * @param rubbish the probability that the image is none of the classes
   */
  public Answer(int index, String name, float[] penalties, OptionalDouble rubbish) {
    this(index, name, penalties, Optional.empty(), rubbish);
  }

  private static final float[] NONE = {};

  /** Copies the arrays. */
  public Answer {
    penalties = penalties.clone();
    probabilities = probabilities.map(float[]::clone);
    Objects.checkIndex(index, penalties.length);
  }

  /** {@return a copy of the penalties} */
  @Override
  public float[] penalties() {
    return penalties.clone();
  }

  /** {@return a copy of the probabilities} */
  @Override
  public Optional<float[]> probabilities() {
    return probabilities.map(float[]::clone);
  }

  /**
   * {@return by how much the second smallest penalty is larger than the smallest; infinite where
   * there is only one class}
   */
  public float margin() {
    float second = Float.POSITIVE_INFINITY;
    for (int i = 0; i < penalties.length; i++) {
      if (i != index) {
        second = Math.min(second, penalties[i]);
      }
    }
    return second - penalties[index];
  }

  /**
   * {@return the probability of the answer, 0 to 1: the network's where it gives probabilities,
   * else e^−y over the sum of those of all classes, and of e^−j where rubbish has a share} Networks
   * that were trained with the MAP loss or with cross entropy are trained to be right as often as
   * this says.
   */
  public double confidence() {
    if (probabilities.isPresent()) {
      return probabilities.get()[index];
    }
    double sum = 0;
    for (float penalty : penalties) {
      sum += Math.exp(penalties[index] - (double) penalty);
    }
    return (1 - rubbish.orElse(0)) / sum;
  }

  /**
   * {@return the class of the smallest penalty other than one, or that one if there is no other}
   */
  static int smallestBut(int excluded, float[] penalties) {
    int best = excluded;
    for (int i = 0; i < penalties.length; i++) {
      if (i != excluded && (best == excluded || penalties[i] < penalties[best])) {
        best = i;
      }
    }
    return best;
  }

  /** {@return the first class of the smallest penalty} */
  static int smallest(float[] penalties) {
    int best = 0;
    for (int i = 1; i < penalties.length; i++) {
      if (penalties[i] < penalties[best]) {
        best = i;
      }
    }
    return best;
  }

  /**
   * {@return e^−j / (e^−j + Σ e^−y), with the smallest of all taken out of every exponent, so that
   * nothing is too large or vanishes}
   */
  static double rubbish(float j, float[] penalties) {
    double least = j;
    for (float penalty : penalties) {
      least = Math.min(least, penalty);
    }
    double own = Math.exp(least - j);
    double sum = own;
    for (float penalty : penalties) {
      sum += Math.exp(least - penalty);
    }
    return own / sum;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Answer that
        && index == that.index
        && name.equals(that.name)
        && Arrays.equals(penalties, that.penalties)
        && Arrays.equals(probabilities.orElse(NONE), that.probabilities.orElse(NONE))
        && rubbish.equals(that.rubbish);
  }

  @Override
  public int hashCode() {
    return Objects.hash(index, name, Arrays.hashCode(penalties), rubbish);
  }

  @Override
  public String toString() {
    return name + " " + Arrays.toString(penalties);
  }
}
