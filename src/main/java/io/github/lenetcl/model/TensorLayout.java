package io.github.lenetcl.model;

import static io.github.lenetcl.network.TensorSpec.RUNNING_VARIANCE;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a network's flat vectors (parameters, gradients, second derivatives) stand in files: a tensor
 * for each {@link Parameter}, named like it. The kernels of a convolution are spread over [outputs,
 * inputs, height, width], as other frameworks hold them, with 0 where the connection table has no
 * pair: C3.weight is [16, 6, 5, 5].
 */
public final class TensorLayout {

  /** A tensor of a file: runs of {@code run} values, each of which begins at one of the starts. */
  private record Spread(Parameter parameter, List<Integer> shape, int[] starts, int run) {

    int size() {
      return shape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
    }
  }

  private final Network network;
  private final List<Spread> tensors;

  /**
   * Lays out a network's tensors.
   *
   * @param network the network
   */
  public TensorLayout(Network network) {
    this.network = network;
    this.tensors =
        network.parameters().stream()
            .map(parameter -> spread(network.layers().get(parameter.layer()), parameter))
            .toList();
  }

  private static Spread spread(Layer layer, Parameter parameter) {
    if (layer instanceof Convolution convolution && parameter.spec().role().equals("weight")) {
      ConnectionTable table = convolution.table();
      int window = convolution.window().area();
      int[] inputs = table.pairInputs();
      int[] starts = table.pairOutputs();
      for (int pair = 0; pair < starts.length; pair++) {
        starts[pair] = (starts[pair] * table.inputs() + inputs[pair]) * window;
      }
      List<Integer> shape =
          List.of(
              table.outputs(),
              table.inputs(),
              convolution.window().height(),
              convolution.window().width());
      return new Spread(parameter, shape, starts, window);
    }
    return new Spread(parameter, parameter.spec().shape(), new int[1], parameter.size());
  }

  /** {@return the names of all tensors, in the order of the flat vector} */
  public List<String> names() {
    return tensors.stream().map(tensor -> tensor.parameter().name()).toList();
  }

  /**
   * {@return a flat vector as tensors}
   *
   * @param prefix what every name begins with: nothing for parameters, {@code gradient.} and the
   *     like for others
   * @param vector a flat vector of the network
   */
  public List<NamedTensor> spread(String prefix, float[] vector) {
    if (vector.length != network.parameterCount()) {
      throw new IllegalArgumentException(
          vector.length + " values, wanted the network's " + network.parameterCount());
    }
    List<NamedTensor> result = new ArrayList<>();
    for (Spread tensor : tensors) {
      float[] values = new float[tensor.size()];
      int at = tensor.parameter().offset();
      for (int start : tensor.starts()) {
        System.arraycopy(vector, at, values, start, tensor.run());
        at += tensor.run();
      }
      String name = prefix + tensor.parameter().name();
      result.add(NamedTensor.of(name, values, tensor.shape().toArray(Integer[]::new)));
    }
    return result;
  }

  /**
   * {@return the flat vector out of a file's tensors, doubles rounded to the nearest float}
   *
   * @param prefix what every name begins with
   * @param file the file, which may hold other tensors too
   * @throws BadInputException if a tensor is missing, has another shape or holds integers, if a
   *     value is not finite as a float, or if an absent pair of a connection table has a weight
   */
  public float[] gather(String prefix, SafetensorsFile file) throws BadInputException {
    float[] vector = new float[network.parameterCount()];
    for (Spread tensor : tensors) {
      String name = prefix + tensor.parameter().name();
      float[] values = file.floats(name, tensor.shape().toArray(Integer[]::new));
      requireFinite(file, name, values);
      if (prefix.isEmpty() && tensor.parameter().spec().role().equals(RUNNING_VARIANCE)) {
        requireNotNegative(file, name, values);
      }
      int at = tensor.parameter().offset();
      for (int start : tensor.starts()) {
        System.arraycopy(values, start, vector, at, tensor.run());
        Arrays.fill(values, start, start + tensor.run(), 0);
        at += tensor.run();
      }
      requireZero(file, name, tensor.shape(), values);
    }
    return vector;
  }

  private static void requireFinite(SafetensorsFile file, String name, float[] values)
      throws BadInputException {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw BadInputException.of(
            file.name() + ": tensor " + Json.quote(name),
            "value " + i,
            values[i],
            "a finite number in single precision");
      }
    }
  }

  private static void requireNotNegative(SafetensorsFile file, String name, float[] values)
      throws BadInputException {
    for (int i = 0; i < values.length; i++) {
      if (values[i] < 0) {
        throw BadInputException.of(
            file.name() + ": tensor " + Json.quote(name), "value " + i, values[i], "0 or more");
      }
    }
  }

  /** What is left after all pairs are taken belongs to absent ones. */
  private static void requireZero(
      SafetensorsFile file, String name, List<Integer> shape, float[] values)
      throws BadInputException {
    for (int i = 0; i < values.length; i++) {
      if (values[i] != 0) {
        int kernel = i / (shape.get(2) * shape.get(3));
        throw BadInputException.of(
            file.name() + ": tensor " + Json.quote(name),
            "a weight between input map "
                + kernel % shape.get(1)
                + " and output map "
                + kernel / shape.get(1),
            values[i],
            "0: the connection table has no such pair");
      }
    }
  }
}
