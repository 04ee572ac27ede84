package io.github.lenetcl.network;

import java.util.List;

/**
 * A full connection (F6): each output unit weighs all input maps at its position and adds its bias,
 * where it has one.
 *
 * <p>Parameters: weight [outputs, inputs], bias [outputs].
 *
 * @param name the layer's name
 * @param inputs number of input maps
 * @param outputs number of output maps
 * @param bias whether each output unit has a bias
 */
public record FullConnection(String name, int inputs, int outputs, boolean bias) implements Layer {

  /**
   * A full connection with biases, as the paper has it.
   *
   * @param name the layer's name
   * @param inputs number of input maps
   * @param outputs number of output maps
   */
  public FullConnection(String name, int inputs, int outputs) {
    this(name, inputs, outputs, true);
  }

  /** Checks the numbers of units. */
  public FullConnection {
    if (inputs < 1 || outputs < 1) {
      throw new IllegalArgumentException(
          name + ": " + inputs + " inputs and " + outputs + " outputs, wanted at least 1 of each");
    }
  }

  @Override
  public Form form() {
    return Form.SUMS;
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.fullConnection(this);
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.maps() != inputs) {
      throw new IllegalArgumentException(
          name + ": input " + input + ", wanted " + inputs + " maps");
    }
    return new Shape(outputs, input.height(), input.width());
  }

  @Override
  public List<TensorSpec> tensors(Shape input) {
    TensorSpec weight = TensorSpec.of("weight", inputs, outputs, inputs);
    return bias ? List.of(weight, TensorSpec.of("bias", inputs, outputs)) : List.of(weight);
  }

  @Override
  public long connections(Shape input) {
    return (inputs + (bias ? 1L : 0L)) * outputShape(input).size();
  }

  @Override
  public long multiplyAdds(Shape input) {
    return (long) inputs * outputShape(input).size();
  }

  @Override
  public String toString() {
    return LayerWords.named(this);
  }
}
