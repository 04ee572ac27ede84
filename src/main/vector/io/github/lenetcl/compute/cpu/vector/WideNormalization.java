package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.compute.cpu.blocks.LaneBlock;
import io.github.lenetcl.compute.cpu.blocks.LaneNormalization;
import io.github.lenetcl.compute.cpu.reference.BatchStatistics;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Batch normalisation of a block, with the statistics that hold now. In lanes without a sample the
 * derivatives are zeros, as every layer below counts on.
 *
 * @param boundary the layer's index
 * @param statistics its statistics
 * @param area positions of a map
 */
record WideNormalization(int boundary, BatchStatistics.OfLayer statistics, int area)
    implements LaneNormalization {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  @Override
  public String name() {
    return "vector instructions";
  }

  @Override
  public void forward(LaneBlock block, float[] w) {
    float[] x = block.values[boundary];
    float[] y = block.values[boundary + 1];
    int step = area * L;
    for (int map = 0; map < statistics.maps(); map++) {
      float mean = statistics.mean(map);
      float factor = statistics.factor(w, map);
      float shift = w[statistics.shiftAt() + map];
      for (int i = map * step; i < (map + 1) * step; i += L) {
        FloatVector.fromArray(SPECIES, x, i).sub(mean).mul(factor).add(shift).intoArray(y, i);
      }
    }
  }

  @Override
  public void backwardInputs(LaneBlock block, float[] w) {
    float[] x = block.values[boundary];
    float[] dy = block.derivatives[boundary + 1];
    float[] dx = block.derivatives[boundary];
    int step = area * L;
    for (int map = 0; map < statistics.maps(); map++) {
      float mean = statistics.mean(map);
      float factor = statistics.factor(w, map);
      float first = statistics.derivative(map);
      float second = statistics.inverse(map) * statistics.product(map);
      for (int i = map * step; i < (map + 1) * step; i += L) {
        FloatVector along = FloatVector.fromArray(SPECIES, x, i).sub(mean).mul(second);
        FloatVector d = FloatVector.fromArray(SPECIES, dy, i).sub(first).sub(along);
        d.mul(factor).intoArray(dx, i);
      }
    }
    clear(dx, statistics.maps() * step, block.samples());
  }

  private static void clear(float[] dx, int length, int samples) {
    for (int lane = samples; lane < L; lane++) {
      for (int i = lane; i < length; i += L) {
        dx[i] = 0;
      }
    }
  }

  /** That of a batch is taken with its derivatives, in one sum. */
  @Override
  public void backwardParameters(LaneBlock block, float[] w, float[] dw) {
    if (statistics.areOfBatch()) {
      return;
    }
    int maps = statistics.maps();
    double[] sums = new double[2 * maps];
    addDerivatives(block, sums);
    for (int map = 0; map < maps; map++) {
      dw[statistics.shiftAt() + map] += (float) sums[map];
      dw[statistics.scaleAt() + map] += (float) sums[maps + map];
    }
  }

  @Override
  public void addValues(LaneBlock block, double[] sums) {
    float[] x = block.values[boundary];
    int step = area * L;
    double[] values = new double[L];
    double[] squares = new double[L];
    for (int map = 0; map < statistics.maps(); map++) {
      sumLanes(x, map * step, (map + 1) * step, values, squares);
      for (int lane = 0; lane < block.samples(); lane++) {
        sums[map] += values[lane];
        sums[statistics.maps() + map] += squares[lane];
      }
    }
  }

  /** For each lane Σx and Σx². */
  private static void sumLanes(float[] x, int from, int to, double[] values, double[] squares) {
    int d = DOUBLES.length();
    for (int part = 0; part < L / d; part++) {
      DoubleVector sum = DoubleVector.zero(DOUBLES);
      DoubleVector square = DoubleVector.zero(DOUBLES);
      for (int i = from; i < to; i += L) {
        DoubleVector value = wide(x, i, part);
        sum = sum.add(value);
        square = value.fma(value, square);
      }
      sum.intoArray(values, part * d);
      square.intoArray(squares, part * d);
    }
  }

  @Override
  public void addDerivatives(LaneBlock block, double[] sums) {
    float[] x = block.values[boundary];
    float[] dy = block.derivatives[boundary + 1];
    int step = area * L;
    double[] both = new double[2 * L];
    for (int map = 0; map < statistics.maps(); map++) {
      double mean = statistics.mean(map);
      sumProducts(x, dy, mean, map * step, (map + 1) * step, both);
      double added = 0;
      double products = 0;
      for (int lane = 0; lane < L; lane++) {
        added += both[lane];
        products += both[L + lane];
      }
      sums[map] += added;
      sums[statistics.maps() + map] +=
          products * statistics.inverse(map) - statistics.normalRest(map) * added;
    }
  }

  /** For each lane Σdy and behind these Σ(x − mean)·dy. */
  private static void sumProducts(
      float[] x, float[] dy, double mean, int from, int to, double[] both) {
    int d = DOUBLES.length();
    for (int part = 0; part < L / d; part++) {
      DoubleVector sum = DoubleVector.zero(DOUBLES);
      DoubleVector product = DoubleVector.zero(DOUBLES);
      for (int i = from; i < to; i += L) {
        DoubleVector derivative = wide(dy, i, part);
        sum = sum.add(derivative);
        product = wide(x, i, part).sub(mean).fma(derivative, product);
      }
      sum.intoArray(both, part * d);
      product.intoArray(both, L + part * d);
    }
  }

  private static DoubleVector wide(float[] values, int at, int part) {
    return (DoubleVector)
        FloatVector.fromArray(SPECIES, values, at).convertShape(VectorOperators.F2D, DOUBLES, part);
  }
}
