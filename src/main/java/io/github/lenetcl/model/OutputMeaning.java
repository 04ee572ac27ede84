package io.github.lenetcl.model;

import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Pointwise;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Softmax;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * What the outputs of a network say. Radial basis functions give penalties. All other outputs are
 * made into penalties too, so that the smallest wins everywhere: outputs that are probabilities, or
 * the logits of some, into −log p; outputs that were trained to be 1 for the class and 0 for all
 * others into the squared distance from that target.
 */
public enum OutputMeaning {
  /** Outputs are penalties. */
  PENALTIES,
  /** Outputs are probabilities. */
  PROBABILITIES,
  /** Outputs are logarithms of probabilities but for a constant. */
  LOGITS,
  /** Outputs come near to 1 for the class and to 0 for the others. */
  TARGETS;

  /**
   * {@return what a model's outputs say}
   *
   * @param model the model
   */
  public static OutputMeaning of(Model model) {
    Network network = model.network();
    Layer last = network.layers().get(network.layers().size() - 1);
    if (last instanceof RadialBasis) {
      return PENALTIES;
    }
    if (last instanceof Softmax) {
      return PROBABILITIES;
    }
    Optional<Loss> loss = model.provenance().loss();
    boolean activated = last instanceof Activation || last instanceof Pointwise;
    boolean logits = loss.isPresent() ? loss.get() instanceof Loss.CrossEntropy : !activated;
    return logits ? LOGITS : TARGETS;
  }

  /** {@return whether there are probabilities of the classes} */
  public boolean hasProbabilities() {
    return this == PROBABILITIES || this == LOGITS;
  }

  /**
   * {@return the penalty of each class, the smallest of which wins}
   *
   * @param outputs what the network gave for one sample
   */
  public double[] penalties(float... outputs) {
    return switch (this) {
      case PENALTIES -> widened(outputs);
      case PROBABILITIES -> map(widened(outputs), p -> -Math.log(p));
      case LOGITS -> ofLogits(twoOf(outputs, 0));
      case TARGETS -> ofTargets(outputs);
    };
  }

  private static double[] widened(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  private static double[] map(double[] values, DoubleUnaryOperator function) {
    return Arrays.stream(values).map(function).toArray();
  }

  /** A single output stands for class 1, against a value for class 0. */
  private static double[] twoOf(float[] outputs, double other) {
    return outputs.length == 1 ? new double[] {other, outputs[0]} : widened(outputs);
  }

  /** −log softmax, relative to the largest. */
  private static double[] ofLogits(double[] logits) {
    double largest = Arrays.stream(logits).max().orElseThrow();
    double rest = 0;
    boolean met = false;
    for (double logit : logits) {
      if (!met && logit == largest) {
        met = true;
      } else {
        rest += Math.exp(logit - largest);
      }
    }
    double log = Math.log1p(rest);
    return map(logits, logit -> largest - logit + log);
  }

  /** Σ (y_i − [i = class])². */
  private static double[] ofTargets(float[] outputs) {
    double[] y =
        outputs.length == 1 ? new double[] {1 - (double) outputs[0], outputs[0]} : widened(outputs);
    double squares = Arrays.stream(y).map(v -> v * v).sum();
    double all = squares + 1;
    return map(y, v -> Math.max(0, all - 2 * v));
  }
}
