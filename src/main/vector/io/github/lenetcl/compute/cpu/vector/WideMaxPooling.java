package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.compute.cpu.blocks.LaneBlock;
import io.github.lenetcl.compute.cpu.blocks.LaneWindows;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Window;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The largest value of each window over a block. On the way back the derivative goes to it, of
 * equals to the first in the order of rows, as in the reference.
 */
final class WideMaxPooling implements WidePooling {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  private final int boundary;
  private final Shape in;
  private final Shape out;
  private final LaneWindows windows;

  WideMaxPooling(int boundary, Window window, Shape in, Shape out) {
    this.boundary = boundary;
    this.in = in;
    this.out = out;
    windows = new LaneWindows(window, in, out, L);
  }

  @Override
  public int boundary() {
    return boundary;
  }

  @Override
  public LaneWindows windows() {
    return windows;
  }

  @Override
  public void units(int first, int end, float[] w, float[] x, int map, int skipped, float[] y) {
    for (int m = 0; m < out.maps(); m++) {
      for (int unit = first; unit < end; unit++) {
        int at = m * map + windows.begins[unit] - skipped;
        largest(x, at, windows.offsets[unit]).intoArray(y, (m * windows.units + unit) * L);
      }
    }
  }

  private static FloatVector largest(float[] x, int at, int[] offsets) {
    if (offsets.length == 0) {
      return FloatVector.zero(SPECIES);
    }
    FloatVector largest = FloatVector.fromArray(SPECIES, x, at + offsets[0]);
    for (int k = 1; k < offsets.length; k++) {
      FloatVector next = FloatVector.fromArray(SPECIES, x, at + offsets[k]);
      largest = largest.blend(next, next.compare(VectorOperators.GT, largest));
    }
    return largest;
  }

  @Override
  public void backwardInputs(LaneBlock block, float[] w) {
    float[] x = block.values[boundary];
    float[] dy = block.derivatives[boundary + 1];
    float[] dx = block.derivatives[boundary];
    if (!windows.tiling) {
      Arrays.fill(dx, 0, in.size() * L, 0);
    }
    for (int m = 0; m < out.maps(); m++) {
      int map = m * in.area() * L;
      for (int unit = 0; unit < windows.units; unit++) {
        FloatVector value = FloatVector.fromArray(SPECIES, dy, (m * windows.units + unit) * L);
        give(x, dx, map + windows.begins[unit], windows.offsets[unit], value);
      }
    }
  }

  /** Gives a derivative to the first value that is the largest; where none is, none is a number. */
  private void give(float[] x, float[] dx, int at, int[] offsets, FloatVector value) {
    FloatVector largest = largest(x, at, offsets);
    VectorMask<Float> open = SPECIES.maskAll(true);
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int offset : offsets) {
      VectorMask<Float> here =
          FloatVector.fromArray(SPECIES, x, at + offset)
              .compare(VectorOperators.EQ, largest)
              .and(open);
      open = open.andNot(here);
      FloatVector part = zero.blend(value, here);
      if (windows.tiling) {
        part.intoArray(dx, at + offset);
      } else {
        FloatVector.fromArray(SPECIES, dx, at + offset).add(part).intoArray(dx, at + offset);
      }
    }
  }
}
