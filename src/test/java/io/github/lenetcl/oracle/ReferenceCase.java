package io.github.lenetcl.oracle;

import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Parameter;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * LeNet-5 as another framework's automatic differentiation computed it in double precision:
 * test-data/reference, with its own small reader, so that the project's is not its own witness.
 */
public final class ReferenceCase {

  private static final Pattern TENSOR =
      Pattern.compile(
          "\"([\\w.]+)\": ?\\{\"dtype\": ?\"(F64|I64)\", ?\"shape\": ?\\[[\\d, ]*\\], ?"
              + "\"data_offsets\": ?\\[(\\d+), ?(\\d+)\\]\\}");

  private static final Pattern J = Pattern.compile("\"j\": ?\"([\\d.]+)\"");

  private final Map<String, double[]> tensors = new HashMap<>();
  private final float j;

  /**
   * Reads a case.
   *
   * @param name a (random parameters, j = 1), b (random, j = 85) or c (trained, j = 1)
   */
  public ReferenceCase(String name) {
    Path file = Path.of("test-data", "reference", "lenet5-" + name + ".safetensors.gz");
    try (var in = new DataInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
      byte[] header = in.readNBytes(Math.toIntExact(Long.reverseBytes(in.readLong())));
      ByteBuffer data = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      String json = new String(header, StandardCharsets.UTF_8);
      for (Matcher tensor = TENSOR.matcher(json); tensor.find(); ) {
        int start = Integer.parseInt(tensor.group(3));
        double[] values = new double[(Integer.parseInt(tensor.group(4)) - start) / Double.BYTES];
        for (int i = 0; i < values.length; i++) {
          int at = start + i * Double.BYTES;
          values[i] = tensor.group(2).equals("F64") ? data.getDouble(at) : data.getLong(at);
        }
        tensors.put(tensor.group(1), values);
      }
      Matcher constant = J.matcher(json);
      if (!constant.find()) {
        throw new IOException(file + ": no j");
      }
      j = Float.parseFloat(constant.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the names of all cases. */
  public static List<String> names() {
    return List.of("a", "b", "c");
  }

  /** Returns the constant j of the MAP loss. */
  public float j() {
    return j;
  }

  /** Returns the number of samples. */
  public int samples() {
    return labels().length;
  }

  /** Returns the samples' inputs, one after the other. */
  public double[] inputs() {
    return tensor("input");
  }

  /** Returns the samples' labels. */
  public int[] labels() {
    return Arrays.stream(tensor("label")).mapToInt(label -> (int) label).toArray();
  }

  /** Returns the parameters as LeNet-5's flat vector. */
  public double[] parameters() {
    return flat("parameter.");
  }

  /**
   * Returns what a layer gave, squashed where it is, sample by sample.
   *
   * @param layer its name: C1 to RBF
   */
  public double[] output(String layer) {
    return tensor("output." + layer);
  }

  /**
   * Returns the mean loss.
   *
   * @param loss map or mse
   */
  public double loss(String loss) {
    return tensor(loss + ".loss")[0];
  }

  /**
   * Returns the gradients of the mean loss as a flat vector.
   *
   * @param loss map or mse
   */
  public double[] gradient(String loss) {
    return flat(loss + ".gradient.");
  }

  /**
   * Returns the mean diagonal second derivatives as a flat vector.
   *
   * @param loss map or mse
   */
  public double[] curvature(String loss) {
    return flat(loss + ".curvature.");
  }

  /** Returns a tensor as it stands in the file. */
  double[] tensor(String name) {
    double[] tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("no tensor " + name + " among " + tensors.keySet());
    }
    return tensor;
  }

  private double[] flat(String prefix) {
    Network network = Network.lenet5();
    double[] vector = new double[network.parameterCount()];
    for (Parameter parameter : network.parameters()) {
      double[] tensor = tensor(prefix + parameter.name());
      double[] values = parameter.name().equals("C3.weight") ? connected(tensor) : tensor;
      if (values.length != parameter.size()) {
        throw new IllegalStateException(prefix + parameter + ": " + values.length + " values");
      }
      System.arraycopy(values, 0, vector, parameter.offset(), values.length);
    }
    return vector;
  }

  /** Takes the connected pairs of Table I out of [16,6,5,5]. */
  private static double[] connected(double[] spread) {
    ConnectionTable table = ConnectionTable.tableI();
    double[] values = new double[table.pairs() * 25];
    for (int pair = 0; pair < table.pairs(); pair++) {
      int block = table.pairOutputs()[pair] * table.inputs() + table.pairInputs()[pair];
      System.arraycopy(spread, block * 25, values, pair * 25, 25);
    }
    return values;
  }
}
