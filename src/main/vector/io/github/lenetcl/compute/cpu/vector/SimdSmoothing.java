package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.compute.cpu.images.PlainSmoothing;
import io.github.lenetcl.compute.cpu.images.Smoothing;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** In vectors of neighbouring places; all taps of a vector are added up in a register. */
public final class SimdSmoothing implements Smoothing {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  private final Smoothing plain = new PlainSmoothing();

  @Override
  public void convolve(float[] from, int step, float[] taps, int begin, int end, float[] to) {
    if (end - begin < 2 * L) {
      plain.convolve(from, step, taps, begin, end, to);
      return;
    }
    int last = end - 2 * L;
    for (int i = begin; i < last; i += 2 * L) {
      pair(from, step, taps, i, to);
    }
    // It may overlap the one before it, whose values it writes again.
    pair(from, step, taps, last, to);
  }

  /** Multiplies and adds apart: fused, the sums would not be those of the plain loops. */
  private static void pair(float[] from, int step, float[] taps, int i, float[] to) {
    FloatVector low = FloatVector.fromArray(SPECIES, from, i).mul(taps[0]);
    FloatVector high = FloatVector.fromArray(SPECIES, from, i + L).mul(taps[0]);
    int before = i;
    int after = i;
    for (int t = 1; t < taps.length; t++) {
      before -= step;
      after += step;
      FloatVector tap = FloatVector.broadcast(SPECIES, taps[t]);
      low = low.add(around(from, before, after).mul(tap));
      high = high.add(around(from, before + L, after + L).mul(tap));
    }
    low.intoArray(to, i);
    high.intoArray(to, i + L);
  }

  private static FloatVector around(float[] from, int before, int after) {
    return FloatVector.fromArray(SPECIES, from, before)
        .add(FloatVector.fromArray(SPECIES, from, after));
  }
}
