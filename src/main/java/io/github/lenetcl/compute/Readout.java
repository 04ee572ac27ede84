package io.github.lenetcl.compute;

import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Pointwise;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Softmax;
import java.util.List;

/**
 * Where and how a loss reads a network.
 *
 * @param layers how many of the network's layers lie below the values that it reads: all of them,
 *     or all but a softmax that cross entropy computes itself
 * @param values the number of these values for a sample
 * @param answer which class they stand for
 */
public record Readout(int layers, int values, Answer answer) {

  /** Which class the outputs of a network stand for. */
  public enum Answer {
    /** That of the smallest, a penalty. */
    SMALLEST,
    /** That of the largest. */
    LARGEST,
    /** Of a single output: class 1 above 1/2, else class 0. */
    ABOVE_HALF,
    /** Of a single output: class 1 above 0, else class 0. */
    ABOVE_ZERO
  }

  /**
   * {@return how a loss reads the outputs of a plan}
   *
   * @param loss the loss
   * @param spec the network and the size of its inputs
   * @throws IllegalArgumentException if the loss is not for this network's last layer or the
   *     outputs are not at a single position
   */
  public static Readout of(Loss loss, PlanSpec spec) {
    List<Layer> layers = spec.network().layers();
    List<Shape> shapes = spec.network().shapesFor(spec.input());
    Shape output = shapes.get(shapes.size() - 1);
    Layer last = layers.get(layers.size() - 1);
    if (output.area() != 1) {
      throw new IllegalArgumentException(
          loss + ": outputs " + output + ", wanted them at a single position");
    }
    boolean penalties = last instanceof RadialBasis;
    boolean paper =
        loss instanceof Loss.MeanSquaredError || loss instanceof Loss.MaximumAPosteriori;
    if (paper != penalties) {
      throw new IllegalArgumentException(
          loss
              + ": last layer "
              + last.name()
              + (paper
                  ? ", wanted radial basis functions"
                  : " of radial basis functions, wanted another"));
    }
    if (penalties) {
      return new Readout(layers.size(), output.maps(), Answer.SMALLEST);
    }
    boolean single = output.maps() == 1;
    if (loss instanceof Loss.OutputSquaredError) {
      Answer answer = single ? Answer.ABOVE_HALF : Answer.LARGEST;
      return new Readout(layers.size(), output.maps(), answer);
    }
    if (single
        && (last instanceof Activation || last instanceof Pointwise || last instanceof Softmax)) {
      throw new IllegalArgumentException(
          loss + ": last layer " + last.name() + ", wanted a single output without an activation");
    }
    int below = last instanceof Softmax ? layers.size() - 1 : layers.size();
    return new Readout(below, output.maps(), single ? Answer.ABOVE_ZERO : Answer.LARGEST);
  }

  /** {@return the number of classes: two for a single value} */
  public int classes() {
    return values == 1 && answer != Answer.SMALLEST ? 2 : values;
  }

  /**
   * {@return whether a sample is misread: values that are as good as another class's, or not a
   * number, are}
   *
   * @param y the values of some samples
   * @param at the index of the sample's first
   * @param label the sample's class
   */
  public boolean isWrong(float[] y, int at, int label) {
    return switch (answer) {
      case ABOVE_HALF -> isWrong(y[at], 0.5f, label);
      case ABOVE_ZERO -> isWrong(y[at], 0, label);
      case SMALLEST, LARGEST -> {
        boolean wrong = false;
        for (int i = 0; i < values; i++) {
          float own = y[at + label];
          float other = y[at + i];
          wrong |= i != label && !(answer == Answer.SMALLEST ? other > own : other < own);
        }
        yield wrong;
      }
    };
  }

  private static boolean isWrong(float y, float threshold, int label) {
    return label == 1 ? !(y > threshold) : !(y <= threshold);
  }
}
