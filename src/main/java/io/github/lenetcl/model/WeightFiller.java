package io.github.lenetcl.model;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.network.BatchNormalization;
import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Flatten;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Puts weights of another program into the layers of a network, one after the other. */
final class WeightFiller {
  private final String file;
  private final boolean channelsLast;
  private final Network network;
  private final float[] parameters;
  private int norms;

  /**
   * Begins with no weights.
   *
   * @param file where they are from, for messages
   * @param channelsLast whether a flattened map has the channels of each place together
   * @param network the network, whose convolutions and full connections take the weights in order
   */
  WeightFiller(String file, boolean channelsLast, Network network) {
    this.file = file;
    this.channelsLast = channelsLast;
    this.network = network;
    this.parameters = new float[network.parameterCount()];
  }

  /**
   * {@return the network's parameters}
   *
   * @param linear a layer for each convolution and full connection
   * @param all a normalisation for each layer of batch normalisation, if there are any
   * @throws BadInputException naming the first layer that they do not fit
   */
  float[] filled(List<ForeignLayer> linear, List<ForeignNorm> all) throws BadInputException {
    norms = all.size();
    boolean normalised = false;
    List<ForeignNorm> left = new ArrayList<>(all);
    int next = 0;
    for (int i = 0; i < network.layers().size(); i++) {
      Layer layer = network.layers().get(i);
      if (network.parametersOf(i).isEmpty()) {
        continue;
      }
      if (layer instanceof BatchNormalization to) {
        normalised = true;
        fill(i, to, left);
        continue;
      }
      if (next == linear.size()) {
        throw BadInputException.of(file, "number of layers", next, "more: one for " + layer.name());
      }
      fill(i, linear.get(next++));
    }
    if (next < linear.size()) {
      throw BadInputException.of(file, "number of layers", linear.size(), next);
    }
    if (normalised && !left.isEmpty()) {
      throw BadInputException.of(
          file, "normalisation", Json.quote(left.get(0).name()), "one for each of the network's");
    }
    return parameters;
  }

  /** Takes the first normalisation of the layer's size that no layer before it took. */
  private void fill(int index, BatchNormalization to, List<ForeignNorm> left)
      throws BadInputException {
    ForeignNorm norm =
        left.stream()
            .filter(each -> each.mean().length == to.maps())
            .findFirst()
            .orElseThrow(
                () ->
                    BadInputException.of(
                        file, "normalisations", norms, "one more, for " + to.name()));
    left.remove(norm);
    int at = network.parametersOf(index).get(0).offset();
    int[] order = order(index);
    for (float[] values : List.of(norm.scale(), norm.shift(), norm.mean(), norm.variance())) {
      for (int i = 0; i < values.length; i++) {
        parameters[at + i] = values[order[i]];
      }
      at += values.length;
    }
  }

  /** Where each input of a layer stands among those that the file's layer has. */
  private int[] order(int index) {
    for (int i = index - 1; i >= 0 && channelsLast; i--) {
      if (network.layers().get(i) instanceof Flatten) {
        Shape shape = network.inputOf(i);
        int maps = shape.maps();
        int area = shape.area();
        return IntStream.range(0, shape.size()).map(at -> at % area * maps + at / area).toArray();
      }
      if (!network.parametersOf(i).isEmpty()
          && !(network.layers().get(i) instanceof BatchNormalization)) {
        break;
      }
    }
    return IntStream.range(0, network.inputOf(index).maps()).toArray();
  }

  private void fill(int index, ForeignLayer from) throws BadInputException {
    Layer layer = network.layers().get(index);
    int weight = network.parametersOf(index).get(0).offset();
    boolean bias;
    if (layer instanceof Convolution to
        && from.inputs() == to.table().inputs()
        && from.outputs() == to.table().outputs()
        && Math.max(1, from.height()) == to.window().height()
        && Math.max(1, from.width()) == to.window().width()) {
      fill(to, from, weight);
      bias = to.bias();
    } else if (layer instanceof FullConnection to
        && from.inputs() * Math.max(1, from.height() * from.width()) == to.inputs()
        && from.outputs() == to.outputs()) {
      int[] order = from.isKernel() ? IntStream.range(0, to.inputs()).toArray() : order(index);
      for (int i = 0; i < from.weights().length; i++) {
        int row = i / order.length * order.length;
        parameters[weight + i] = from.weights()[row + order[i % order.length]];
      }
      bias = to.bias();
    } else {
      throw BadInputException.of(
          file,
          "layer " + Json.quote(from.name()),
          from.inputs()
              + " to "
              + from.outputs()
              + ", kernels "
              + from.height()
              + "x"
              + from.width(),
          "the shape of " + layer.name() + ", a convolution or full connection");
    }
    if (bias != from.bias().length > 0) {
      throw BadInputException.of(
          file,
          "biases of " + Json.quote(from.name()),
          from.bias().length > 0 ? "there" : "absent",
          "as " + layer.name() + " has them");
    }
    if (bias) {
      int at = network.parametersOf(index).get(1).offset();
      System.arraycopy(from.bias(), 0, parameters, at, from.bias().length);
    }
  }

  /** Takes the kernels of the table's pairs; others have to be 0. */
  private void fill(Convolution to, ForeignLayer from, int offset) throws BadInputException {
    ConnectionTable table = to.table();
    int area = to.window().area();
    float[] left = from.weights().clone();
    int[] inputs = table.pairInputs();
    int[] outputs = table.pairOutputs();
    for (int pair = 0; pair < inputs.length; pair++) {
      int start = (outputs[pair] * table.inputs() + inputs[pair]) * area;
      System.arraycopy(left, start, parameters, offset + pair * area, area);
      Arrays.fill(left, start, start + area, 0);
    }
    for (float value : left) {
      if (value != 0) {
        throw BadInputException.of(
            file,
            "layer " + Json.quote(from.name()),
            "a weight where " + to.name() + "'s table has no pair",
            "0 there");
      }
    }
  }
}
