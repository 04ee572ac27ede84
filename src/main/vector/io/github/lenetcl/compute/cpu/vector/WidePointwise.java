package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.compute.cpu.blocks.LaneBlock;
import io.github.lenetcl.compute.cpu.blocks.LaneLayer;
import io.github.lenetcl.network.Pointwise;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * A function of every value whose inputs are kept. Lanes that hold no sample have zeros, which stay
 * numbers.
 */
record WidePointwise(Pointwise.Function function, float alpha, int boundary, int size)
    implements LaneLayer {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  private static final float SELU_SCALE = (float) Pointwise.SELU_SCALE;
  private static final float SELU_STEEP = (float) (Pointwise.SELU_SCALE * Pointwise.SELU_ALPHA);

  @Override
  public String name() {
    return "vector instructions";
  }

  @Override
  public void forward(LaneBlock block, float[] w) {
    float[] x = block.values[boundary];
    float[] y = block.values[boundary + 1];
    int length = size * L;
    // A loop for each function: vectors stay in registers only where the compiler sees what
    // becomes of them.
    switch (function) {
      case LEAKY_RELU -> leaky(x, y, length);
      case CLIPPED_RELU -> {
        for (int i = 0; i < length; i += L) {
          FloatVector.fromArray(SPECIES, x, i).max(0).min(alpha).intoArray(y, i);
        }
      }
      case SLOPED_HARD_SIGMOID -> {
        for (int i = 0; i < length; i += L) {
          FloatVector a = FloatVector.fromArray(SPECIES, x, i).mul(alpha).add(0.5f);
          a.max(0).min(1).intoArray(y, i);
        }
      }
      case ELU -> exponential(x, y, length, 1, alpha);
      case SELU -> exponential(x, y, length, SELU_SCALE, SELU_STEEP);
      case GELU -> gelu(x, y, length);
      case GELU_TANH -> geluTanh(x, y, length);
      case SILU -> {
        for (int i = 0; i < length; i += L) {
          FloatVector a = FloatVector.fromArray(SPECIES, x, i);
          a.mul(sigmoid(a)).intoArray(y, i);
        }
      }
      case MISH -> {
        for (int i = 0; i < length; i += L) {
          FloatVector a = FloatVector.fromArray(SPECIES, x, i);
          a.mul(SimdNormal.mishFactor(a)).intoArray(y, i);
        }
      }
      case HARD_SWISH -> {
        for (int i = 0; i < length; i += L) {
          FloatVector a = FloatVector.fromArray(SPECIES, x, i);
          a.mul(a.div(6).add(0.5f).max(0).min(1)).intoArray(y, i);
        }
      }
    }
  }

  private void leaky(float[] x, float[] y, int length) {
    for (int i = 0; i < length; i += L) {
      FloatVector a = FloatVector.fromArray(SPECIES, x, i);
      a.mul(alpha).blend(a, a.compare(VectorOperators.GT, 0)).intoArray(y, i);
    }
  }

  /** factor·x above 0, else steep·(e^x − 1). */
  private static void exponential(float[] x, float[] y, int length, float factor, float steep) {
    for (int i = 0; i < length; i += L) {
      FloatVector a = FloatVector.fromArray(SPECIES, x, i);
      FloatVector below = SimdTanh.lessOne(a.min(0).max(SimdExp.LEAST).mul(0.5f)).mul(steep);
      FloatVector y1 = below.blend(a.mul(factor), a.compare(VectorOperators.GT, 0));
      kept(a, y1).intoArray(y, i);
    }
  }

  private static void gelu(float[] x, float[] y, int length) {
    for (int i = 0; i < length; i += L) {
      FloatVector a = FloatVector.fromArray(SPECIES, x, i);
      a.mul(SimdNormal.below(a)).intoArray(y, i);
    }
  }

  private static void geluTanh(float[] x, float[] y, int length) {
    for (int i = 0; i < length; i += L) {
      FloatVector a = FloatVector.fromArray(SPECIES, x, i);
      FloatVector t = SimdTanh.tanh(SimdNormal.bend(a));
      kept(a, a.mul(0.5f).mul(t.add(1))).intoArray(y, i);
    }
  }

  /** (1 + tanh(a/2))/2; what is not a number stays so. */
  private static FloatVector sigmoid(FloatVector a) {
    return kept(a, SimdTanh.tanh(a.mul(0.5f)).mul(0.5f).add(0.5f));
  }

  private static FloatVector kept(FloatVector a, FloatVector value) {
    return value.blend(a, a.test(VectorOperators.IS_NAN));
  }

  @Override
  public void backwardInputs(LaneBlock block, float[] w) {
    float[] x = block.values[boundary];
    float[] dy = block.derivatives[boundary + 1];
    float[] dx = block.derivatives[boundary];
    int length = size * L;
    switch (function) {
      case LEAKY_RELU -> {
        for (int i = 0; i < length; i += L) {
          FloatVector a = FloatVector.fromArray(SPECIES, x, i);
          FloatVector slope = FloatVector.broadcast(SPECIES, alpha);
          through(slope.blend(1, a.compare(VectorOperators.GT, 0)), dy, dx, i);
        }
      }
      case CLIPPED_RELU -> {
        for (int i = 0; i < length; i += L) {
          FloatVector a = FloatVector.fromArray(SPECIES, x, i);
          VectorMask<Float> inside =
              a.compare(VectorOperators.GT, 0).and(a.compare(VectorOperators.LE, alpha));
          through(FloatVector.zero(SPECIES).blend(1, inside), dy, dx, i);
        }
      }
      case SLOPED_HARD_SIGMOID -> {
        for (int i = 0; i < length; i += L) {
          FloatVector a = FloatVector.fromArray(SPECIES, x, i).mul(alpha);
          VectorMask<Float> inside =
              a.compare(VectorOperators.GT, -0.5f).and(a.compare(VectorOperators.LE, 0.5f));
          through(FloatVector.zero(SPECIES).blend(alpha, inside), dy, dx, i);
        }
      }
      case ELU -> exponentialSlope(x, dy, dx, length, 1, alpha);
      case SELU -> exponentialSlope(x, dy, dx, length, SELU_SCALE, SELU_STEEP);
      case GELU -> {
        for (int i = 0; i < length; i += L) {
          FloatVector a = FloatVector.fromArray(SPECIES, x, i);
          FloatVector slope = a.mul(SimdNormal.density(a)).add(SimdNormal.below(a));
          through(slope, dy, dx, i);
        }
      }
      case GELU_TANH -> {
        for (int i = 0; i < length; i += L) {
          FloatVector a = FloatVector.fromArray(SPECIES, x, i);
          through(SimdNormal.tanhSlope(a), dy, dx, i);
        }
      }
      case SILU -> {
        for (int i = 0; i < length; i += L) {
          FloatVector a = FloatVector.fromArray(SPECIES, x, i);
          FloatVector s = sigmoid(a);
          through(s.neg().add(1).mul(a).add(1).mul(s), dy, dx, i);
        }
      }
      case MISH -> {
        for (int i = 0; i < length; i += L) {
          FloatVector a = FloatVector.fromArray(SPECIES, x, i);
          FloatVector t = SimdNormal.mishFactor(a);
          FloatVector rise = SimdNormal.mishRest(a).mul(t.add(1)).mul(sigmoid(a));
          through(rise.mul(a).add(t), dy, dx, i);
        }
      }
      case HARD_SWISH -> {
        for (int i = 0; i < length; i += L) {
          FloatVector a = FloatVector.fromArray(SPECIES, x, i);
          FloatVector slope = a.div(3).add(0.5f).blend(1, a.compare(VectorOperators.GT, 3));
          through(slope.blend(0, a.compare(VectorOperators.LE, -3)), dy, dx, i);
        }
      }
    }
  }

  private static void exponentialSlope(
      float[] x, float[] dy, float[] dx, int length, float factor, float steep) {
    for (int i = 0; i < length; i += L) {
      FloatVector a = FloatVector.fromArray(SPECIES, x, i);
      FloatVector slope = SimdExp.ofNegative(a.min(0)).mul(steep);
      through(slope.blend(factor, a.compare(VectorOperators.GT, 0)), dy, dx, i);
    }
  }

  private static void through(FloatVector slope, float[] dy, float[] dx, int i) {
    slope.mul(FloatVector.fromArray(SPECIES, dy, i)).intoArray(dx, i);
  }
}
