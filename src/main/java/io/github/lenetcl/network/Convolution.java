package io.github.lenetcl.network;

import java.util.List;
import java.util.Optional;

/**
 * A cross-correlation with one kernel for each pair of a connection table and, where wanted, one
 * bias per output map (C1, C3, C5).
 *
 * <p>Parameters: weight [pairs, height, width] in the order of the table's pairs, bias [outputs].
 *
 * @param name the layer's name
 * @param window the kernels' size, their stride and the padding of the input
 * @param table which input maps each output map reads
 * @param bias whether each output map has a bias
 */
public record Convolution(String name, Window window, ConnectionTable table, boolean bias)
    implements Layer {

  /**
   * A convolution as the paper has them: square kernels, stride 1, no padding, biases.
   *
   * @param name the layer's name
   * @param kernel rows and columns of each kernel
   * @param table which input maps each output map reads
   */
  public Convolution(String name, int kernel, ConnectionTable table) {
    this(name, Window.of(kernel), table, true);
  }

  /** {@return whether it is of the paper's kind: square kernels, stride 1, no padding, biases} */
  public boolean isPlain() {
    return window.isPlain() && bias;
  }

  /** {@return rows of each kernel, which are its columns too where it is plain} */
  public int kernel() {
    return window.height();
  }

  @Override
  public Form form() {
    return Form.SUMS;
  }

  @Override
  public Optional<Window> field() {
    return Optional.of(window);
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.convolution(this);
  }

  @Override
  public Shape outputShape(Shape input) {
    return window.outputShape(name, input, table.inputs(), table.outputs());
  }

  @Override
  public List<TensorSpec> tensors(Shape input) {
    List<Integer> pairs = table.rows().stream().map(List::size).toList();
    List<Integer> fanIn = pairs.stream().map(maps -> maps * window.area()).toList();
    List<Integer> shape = List.of(table.pairs(), window.height(), window.width());
    TensorSpec weight = new TensorSpec("weight", shape, new Runs(fanIn, pairs));
    return bias
        ? List.of(weight, new TensorSpec("bias", List.of(table.outputs()), fanIn))
        : List.of(weight);
  }

  /** Connections to the padding's zeros are counted too. */
  @Override
  public long connections(Shape input) {
    return multiplyAdds(input) + (bias ? outputShape(input).size() : 0);
  }

  @Override
  public long multiplyAdds(Shape input) {
    return (long) table.pairs() * window.area() * outputShape(input).area();
  }

  @Override
  public String toString() {
    return LayerWords.named(this);
  }
}
