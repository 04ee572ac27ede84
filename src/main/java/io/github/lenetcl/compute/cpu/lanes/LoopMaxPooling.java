package io.github.lenetcl.compute.cpu.lanes;

import static io.github.lenetcl.compute.cpu.lanes.LaneLoops.LANES;

import io.github.lenetcl.compute.cpu.blocks.LaneBlock;
import io.github.lenetcl.compute.cpu.blocks.LaneLayer;
import io.github.lenetcl.compute.cpu.blocks.LaneWindows;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Window;
import java.util.Arrays;

/**
 * The largest value of each window over a block of samples. On the way back the derivative goes to
 * it, of equals to the first in the order of rows, as in the reference.
 */
final class LoopMaxPooling implements LaneLayer {

  private final int boundary;
  private final Shape in;
  private final Shape out;
  private final LaneWindows windows;

  LoopMaxPooling(int boundary, Window window, Shape in, Shape out) {
    this.boundary = boundary;
    this.in = in;
    this.out = out;
    windows = new LaneWindows(window, in, out, LANES);
  }

  @Override
  public String name() {
    return LoopTable.NAME;
  }

  @Override
  public void forward(LaneBlock block, float[] w) {
    float[] x = block.values[boundary];
    float[] y = block.values[boundary + 1];
    for (int m = 0; m < out.maps(); m++) {
      for (int unit = 0; unit < windows.units; unit++) {
        int to = (m * windows.units + unit) * LANES;
        int at = m * in.area() * LANES + windows.begins[unit];
        int[] offsets = windows.offsets[unit];
        if (offsets.length == 0) {
          Arrays.fill(y, to, to + LANES, 0);
          continue;
        }
        System.arraycopy(x, at + offsets[0], y, to, LANES);
        for (int k = 1; k < offsets.length; k++) {
          for (int s = 0; s < LANES; s++) {
            float value = x[at + offsets[k] + s];
            y[to + s] = value > y[to + s] ? value : y[to + s];
          }
        }
      }
    }
  }

  @Override
  public void backwardInputs(LaneBlock block, float[] w) {
    float[] x = block.values[boundary];
    float[] dy = block.derivatives[boundary + 1];
    float[] dx = block.derivatives[boundary];
    Arrays.fill(dx, 0, in.size() * LANES, 0);
    for (int m = 0; m < out.maps(); m++) {
      for (int unit = 0; unit < windows.units; unit++) {
        int from = (m * windows.units + unit) * LANES;
        int at = m * in.area() * LANES + windows.begins[unit];
        for (int s = 0; s < LANES && windows.offsets[unit].length > 0; s++) {
          dx[at + largest(x, at + s, windows.offsets[unit]) + s] += dy[from + s];
        }
      }
    }
  }

  private static int largest(float[] x, int at, int[] offsets) {
    int best = offsets[0];
    for (int offset : offsets) {
      if (x[at + offset] > x[at + best]) {
        best = offset;
      }
    }
    return best;
  }
}
