package io.github.lenetcl.compute.cpu.images;

import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.Shape;
import java.util.Arrays;

/** A scaling for grey levels that are no whole numbers, at the places of an input. */
final class GreyScale {

  private final Scaling scaling;
  private final int top;
  private final int left;
  private final int height;
  private final int width;

  /** The values of the levels, the last one twice; none where each pixel has its own scaling. */
  private final float[] levels;

  GreyScale(Scaling scaling, GreyImages images, Shape input) {
    this.scaling = scaling;
    height = images.height();
    width = images.width();
    top = (input.height() - height) / 2;
    left = (input.width() - width) / 2;
    levels =
        scaling instanceof Scaling.Levels table
            ? Arrays.copyOf(table.levels(), table.levels().length + 1)
            : new float[0];
    if (levels.length > 0) {
      levels[levels.length - 1] = levels[levels.length - 2];
    }
  }

  float scaled(float grey, int row, int column) {
    if (levels.length > 0) {
      int level = (int) grey;
      return levels[level] + (grey - level) * (levels[level + 1] - levels[level]);
    }
    return perPixel((Scaling.PerPixel) scaling, grey, row - top, column - left);
  }

  private float perPixel(Scaling.PerPixel each, float grey, int row, int column) {
    if (row < 0 || row >= height || column < 0 || column >= width) {
      return each.background();
    }
    int pixel = row * width + column;
    return (grey - each.mean()[pixel]) * each.factor()[pixel];
  }
}
