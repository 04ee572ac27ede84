package io.github.lenetcl.network;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A convolution whose weights are not shared: every output unit has kernels and a bias of its own.
 * It fits one size of input only.
 *
 * <p>Parameters: weight [outputs, rows, columns, inputs, height, width], bias [outputs, rows,
 * columns], with the rows and columns of the output and the height and width of the window.
 *
 * @param name the layer's name
 * @param input the shape of its input
 * @param window the kernels' size, their stride and the padding of the input
 * @param outputs number of output maps
 * @param bias whether each output unit has a bias
 */
public record LocallyConnected(String name, Shape input, Window window, int outputs, boolean bias)
    implements Layer {

  /** Checks the number of outputs and that the window fits. */
  public LocallyConnected {
    if (outputs < 1) {
      throw new IllegalArgumentException(name + ": " + outputs + " output maps, wanted at least 1");
    }
    window.outputShape(name, input, input.maps(), outputs);
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
    return cases.locallyConnected(this);
  }

  @Override
  public Shape outputShape(Shape other) {
    if (!other.equals(input)) {
      throw new IllegalArgumentException(
          name + ": input " + other + ", wanted " + input + ", for which its weights were made");
    }
    return window.outputShape(name, input, input.maps(), outputs);
  }

  @Override
  public List<TensorSpec> tensors(Shape other) {
    Shape output = outputShape(other);
    int fanIn = input.maps() * window.area();
    List<Integer> units = List.of(outputs, output.height(), output.width());
    List<Integer> kernels =
        List.of(
            outputs,
            output.height(),
            output.width(),
            input.maps(),
            window.height(),
            window.width());
    List<Integer> same = Collections.nCopies(outputs, fanIn);
    return IntStream.range(0, bias ? 2 : 1)
        .mapToObj(
            i ->
                i == 0
                    ? new TensorSpec("weight", kernels, same)
                    : new TensorSpec("bias", units, same))
        .toList();
  }

  @Override
  public long connections(Shape other) {
    return multiplyAdds(other) + (bias ? outputShape(other).size() : 0);
  }

  @Override
  public long multiplyAdds(Shape other) {
    return (long) input.maps() * window.area() * outputShape(other).size();
  }

  @Override
  public String toString() {
    return LayerWords.named(this);
  }
}
