package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.compute.Draws;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.cpu.blocks.LaneBlock;
import io.github.lenetcl.compute.cpu.blocks.LaneLayer;
import io.github.lenetcl.compute.cpu.images.CounterRandom;
import io.github.lenetcl.network.Dropout;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Dropout over a block: what each value is multiplied by is drawn forward and kept for the way
 * back.
 */
record WideDropout(int boundary, Dropout layer, int size) implements LaneLayer {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  @Override
  public String name() {
    return "vector instructions";
  }

  @Override
  public int kept() {
    return size * L;
  }

  @Override
  public void forward(LaneBlock block, float[] w) {
    float[] x = block.values[boundary];
    float[] y = block.values[boundary + 1];
    if (!block.source.draws().on()) {
      System.arraycopy(x, 0, y, 0, size * L);
      return;
    }
    float[] factors = block.kept[boundary];
    draw(block.source, block.first, factors);
    multiply(x, factors, y);
  }

  private void draw(Source source, int first, float[] factors) {
    Draws draws = source.draws();
    long key = draws.keyOf(boundary);
    int threshold = layer.threshold();
    float factor = layer.factor();
    for (int lane = 0; lane < L; lane++) {
      int number = Math.min(first + lane, source.count() - 1);
      int index = source instanceof Source.Samples samples ? samples.index(number) : number;
      CounterRandom random = CounterRandom.of(key, index);
      for (int k = 0; k < size; k++) {
        factors[k * L + lane] = random.first24(k) < threshold ? 0 : factor;
      }
    }
  }

  @Override
  public void backwardInputs(LaneBlock block, float[] w) {
    float[] dy = block.derivatives[boundary + 1];
    float[] dx = block.derivatives[boundary];
    if (block.source.draws().on()) {
      multiply(dy, block.kept[boundary], dx);
    } else {
      System.arraycopy(dy, 0, dx, 0, size * L);
    }
  }

  private void multiply(float[] from, float[] factors, float[] to) {
    for (int t = 0; t < size * L; t += L) {
      FloatVector factor = FloatVector.fromArray(SPECIES, factors, t);
      // Never −0, nor a NaN that was dropped.
      FloatVector.zero(SPECIES)
          .blend(
              FloatVector.fromArray(SPECIES, from, t).mul(factor),
              factor.compare(VectorOperators.NE, 0))
          .intoArray(to, t);
    }
  }
}
