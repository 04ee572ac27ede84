package io.github.lenetcl.compute.cpu.vector;

import static io.github.lenetcl.network.Activation.AMPLITUDE;
import static io.github.lenetcl.network.Activation.SLOPE;

import io.github.lenetcl.network.ActivationFunction;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Activation functions over runs of values, and their slopes. A loop for each function: vectors
 * stay in registers only where the compiler sees what becomes of them.
 */
final class SimdFunctions {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  private SimdFunctions() {}

  /** Returns whether a function is made of what vectors can do. */
  static boolean has(ActivationFunction function) {
    return function != ActivationFunction.SOFTPLUS;
  }

  /** Writes f(a) over the values a from a place on to another, in whole vectors. */
  static void apply(ActivationFunction function, float[] values, int from, int end) {
    switch (function) {
      case LINEAR -> {}
      case SIGMOID -> sigmoid(values, from, end);
      case HARD_SIGMOID -> hardSigmoid(values, from, end);
      case TANH -> tanh(values, from, end, 1, 1);
      case SCALED_TANH -> tanh(values, from, end, AMPLITUDE, SLOPE);
      case RELU -> rectify(values, from, end);
      case SOFTSIGN -> softsign(values, from, end);
      case SOFTPLUS -> throw new IllegalStateException(function + " has no vectors");
    }
  }

  private static void tanh(float[] values, int from, int end, float amplitude, float slope) {
    for (int i = from; i < end; i += L) {
      FloatVector a = FloatVector.fromArray(SPECIES, values, i).mul(slope);
      SimdTanh.tanh(a).mul(amplitude).intoArray(values, i);
    }
  }

  /** 1/(1 + e^−a) = (1 + tanh(a/2))/2. */
  private static void sigmoid(float[] values, int from, int end) {
    for (int i = from; i < end; i += L) {
      FloatVector a = FloatVector.fromArray(SPECIES, values, i).mul(0.5f);
      SimdTanh.tanh(a).mul(0.5f).add(0.5f).intoArray(values, i);
    }
  }

  private static void hardSigmoid(float[] values, int from, int end) {
    for (int i = from; i < end; i += L) {
      FloatVector a = FloatVector.fromArray(SPECIES, values, i);
      a.mul(0.2f).add(0.5f).max(0).min(1).intoArray(values, i);
    }
  }

  private static void rectify(float[] values, int from, int end) {
    for (int i = from; i < end; i += L) {
      FloatVector.fromArray(SPECIES, values, i).max(0).intoArray(values, i);
    }
  }

  private static void softsign(float[] values, int from, int end) {
    for (int i = from; i < end; i += L) {
      FloatVector a = FloatVector.fromArray(SPECIES, values, i);
      a.div(a.abs().add(1)).intoArray(values, i);
    }
  }

  /**
   * Multiplies derivatives by the slopes, each of which follows from the value f. The length may
   * overrun to whole vectors.
   */
  static void multiplyBySlope(
      ActivationFunction function,
      float[] values,
      int at,
      float[] derivatives,
      int to,
      int length) {
    switch (function) {
      case LINEAR -> {}
      case SIGMOID -> {
        for (int i = 0; i < length; i += L) {
          FloatVector f = FloatVector.fromArray(SPECIES, values, at + i);
          multiply(derivatives, to + i, f.neg().add(1).mul(f));
        }
      }
      case HARD_SIGMOID -> {
        for (int i = 0; i < length; i += L) {
          FloatVector f = FloatVector.fromArray(SPECIES, values, at + i);
          VectorMask<Float> inside =
              f.compare(VectorOperators.GT, 0).and(f.compare(VectorOperators.LT, 1));
          FloatVector slope = FloatVector.zero(SPECIES).blend(0.2f, inside);
          multiply(derivatives, to + i, slope);
        }
      }
      case TANH -> multiplyByTanhSlope(values, at, derivatives, to, length, 1, 1);
      case SCALED_TANH ->
          multiplyByTanhSlope(
              values, at, derivatives, to, length, 1 / AMPLITUDE, AMPLITUDE * SLOPE);
      case RELU -> {
        for (int i = 0; i < length; i += L) {
          FloatVector f = FloatVector.fromArray(SPECIES, values, at + i);
          VectorMask<Float> above = f.compare(VectorOperators.GT, 0);
          multiply(derivatives, to + i, FloatVector.zero(SPECIES).blend(1, above));
        }
      }
      case SOFTSIGN -> {
        for (int i = 0; i < length; i += L) {
          FloatVector f = FloatVector.fromArray(SPECIES, values, at + i);
          FloatVector rest = f.abs().neg().add(1);
          multiply(derivatives, to + i, rest.mul(rest));
        }
      }
      case SOFTPLUS -> throw new IllegalStateException(function + " has no vectors");
    }
  }

  private static void multiply(float[] derivatives, int at, FloatVector slope) {
    slope.mul(FloatVector.fromArray(SPECIES, derivatives, at)).intoArray(derivatives, at);
  }

  /** f' = factor·(1 − (f·narrowing)²). */
  private static void multiplyByTanhSlope(
      float[] values,
      int at,
      float[] derivatives,
      int to,
      int length,
      float narrowing,
      float factor) {
    for (int i = 0; i < length; i += L) {
      FloatVector tanh = FloatVector.fromArray(SPECIES, values, at + i).mul(narrowing);
      multiply(derivatives, to + i, tanh.mul(tanh).neg().add(1).mul(factor));
    }
  }
}
