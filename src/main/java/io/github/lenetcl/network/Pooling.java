package io.github.lenetcl.network;

import java.util.Optional;

/**
 * Pooling without parameters: each unit makes one value of those in its window. Values that stand
 * in the padding do not count; a window without any other gives 0.
 *
 * @param name the layer's name
 * @param kind what it makes of them
 * @param maps number of maps
 * @param window the units' fields
 */
public record Pooling(String name, Kind kind, int maps, Window window) implements Layer {

  /** What a unit makes of the values in its window. */
  public enum Kind {
    /** Their mean. */
    AVERAGE,
    /** The largest; of equals the first in the order of rows passes derivatives back. */
    MAX,
    /**
     * While training one of them, drawn with probabilities in proportion to the values, which must
     * not be negative: those below 0 count as 0. Otherwise their mean by those probabilities
     * (Zeiler and Fergus 2013). A window without a value above 0 gives 0.
     *
     * <p>Unit i of a sample has draw i of the generator of {@link Distortion}. With u its first 24
     * bits over 2²⁴, the unit takes the first value, in the order of rows, up to which the values
     * add up to more than u times their sum.
     */
    STOCHASTIC
  }

  @Override
  public Form form() {
    return Form.WINDOWS;
  }

  @Override
  public Optional<Window> field() {
    return Optional.of(window);
  }

  @Override
  public boolean draws() {
    return kind == Kind.STOCHASTIC;
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.pooling(this);
  }

  @Override
  public Shape outputShape(Shape input) {
    return window.outputShape(name, input, maps, maps);
  }

  @Override
  public long connections(Shape input) {
    return (long) window.area() * outputShape(input).size();
  }

  @Override
  public String toString() {
    return LayerWords.named(this);
  }
}
