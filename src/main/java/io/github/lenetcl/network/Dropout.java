package io.github.lenetcl.network;

/**
 * While training, each value is set to 0 with a probability and multiplied by 1/(1 − probability)
 * else; otherwise nothing happens (Srivastava et al. 2014, the inverted form).
 *
 * <p>Value i of a sample has draw i of the generator of {@link Distortion}: it is dropped where the
 * first 24 bits, as a number, are below {@link #threshold()}.
 *
 * @param name the layer's name
 * @param rate the probability, at least 0 and below 1
 */
public record Dropout(String name, float rate) implements Layer {

  /** Checks the rate. */
  public Dropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException(
          name + ": rate " + rate + ", wanted at least 0 and below 1");
    }
  }

  /** {@return how many of 2²⁴ draws drop a value} */
  public int threshold() {
    return Math.round(rate * 0x1p24f);
  }

  /** {@return the factor on the values that are kept while training} */
  public float factor() {
    return 1 / (1 - rate);
  }

  @Override
  public Form form() {
    return Form.POINTS;
  }

  @Override
  public boolean draws() {
    return true;
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.dropout(this);
  }

  @Override
  public String toString() {
    return LayerWords.named(this);
  }
}
