package io.github.lenetcl.network;

import java.util.Arrays;
import java.util.List;

/**
 * A valid cross-correlation with stride 1, square kernels over the pairs of a connection table, and
 * one bias per output map (C1, C3, C5).
 *
 * <p>Parameters: weight [pairs, kernel, kernel] in the order of the table's pairs, bias [outputs].
 *
 * @param name the layer's name
 * @param kernel rows and columns of each kernel
 * @param table which input maps each output map reads
 */
public record Convolution(String name, int kernel, ConnectionTable table) implements Layer {

  /** Checks the kernel's size. */
  public Convolution {
    if (kernel < 1) {
      throw new IllegalArgumentException(name + ": kernel size " + kernel + ", wanted at least 1");
    }
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.maps() != table.inputs() || input.height() < kernel || input.width() < kernel) {
      throw new IllegalArgumentException(
          name
              + ": input "
              + input
              + ", wanted "
              + table.inputs()
              + " maps of at least "
              + kernel
              + "x"
              + kernel);
    }
    return new Shape(table.outputs(), input.height() - kernel + 1, input.width() - kernel + 1);
  }

  @Override
  public List<TensorSpec> tensors(Shape input) {
    int window = kernel * kernel;
    List<Integer> fanIn = table.rows().stream().map(row -> row.size() * window).toList();
    List<Integer> ofPair = Arrays.stream(table.pairOutputs()).mapToObj(fanIn::get).toList();
    return List.of(
        new TensorSpec("weight", List.of(table.pairs(), kernel, kernel), ofPair),
        new TensorSpec("bias", List.of(table.outputs()), fanIn));
  }

  @Override
  public long connections(Shape input) {
    return (long) (table.pairs() * kernel * kernel + table.outputs()) * outputShape(input).area();
  }

  @Override
  public long multiplyAdds(Shape input) {
    return (long) table.pairs() * kernel * kernel * outputShape(input).area();
  }
}
