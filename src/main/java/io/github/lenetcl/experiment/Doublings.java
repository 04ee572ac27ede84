package io.github.lenetcl.experiment;

/**
 * A logarithmic axis with a unit for each doubling of a value: its marks are round numbers where
 * those of the decades would be one or two.
 *
 * @param marked the value at 0
 */
record Doublings(double marked) implements Axis {

  @Override
  public double at(double value) {
    return Math.log(value / marked) / Math.log(2);
  }

  /** {@return the value at a mark} */
  String label(double at) {
    double value = marked * Math.pow(2, at);
    return value >= 1 ? Format.of("%,.0f", value) : Format.of("%.4f", value).replaceAll("0+$", "");
  }
}
