package io.github.lenetcl.cli.terminal;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options that are numbers, with their ranges. */
public final class Numbers {

  private Numbers() {}

  /** A whole number of at least 1. */
  public static final class Count implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String value) {
      try {
        int count = Integer.parseInt(value);
        if (count >= 1) {
          return count;
        }
      } catch (NumberFormatException e) {
        // Told below.
      }
      throw refused(value, "a whole number from 1 to " + Integer.MAX_VALUE);
    }
  }

  /** A finite number above 0. */
  public static final class PositiveFloat implements ITypeConverter<Float> {

    @Override
    public Float convert(String value) {
      try {
        float number = Float.parseFloat(value);
        // Smaller ones lose their digits, and what is computed from them becomes 0.
        if (number >= Float.MIN_NORMAL && number < Float.POSITIVE_INFINITY) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Told below.
      }
      throw refused(value, "a number above 0, from 1.2e-38 to 3.4e38");
    }
  }

  /** A number from 0 to 1. */
  public static final class Part implements ITypeConverter<Double> {

    @Override
    public Double convert(String value) {
      try {
        double number = Double.parseDouble(value);
        if (number >= 0 && number <= 1) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Told below.
      }
      throw refused(value, "a number from 0 to 1");
    }
  }

  /** Returns a finite number from 0. */
  public static float amount(String value) {
    try {
      float number = Float.parseFloat(value);
      if (number >= 0 && number < Float.POSITIVE_INFINITY) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw refused(value, "a number from 0");
  }

  public static TypeConversionException refused(String value, String wanted) {
    return new TypeConversionException("found '" + value + "', wanted " + wanted);
  }
}
