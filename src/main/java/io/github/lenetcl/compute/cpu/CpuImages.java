package io.github.lenetcl.compute.cpu;

import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.Shape;
import java.util.Arrays;

/** Images in the host's memory, gathered and scaled sample by sample. */
final class CpuImages implements ResidentImages {

  private final GreyImages images;
  private final Scaling scaling;

  CpuImages(GreyImages images, Scaling scaling) {
    this.images = images;
    this.scaling = scaling;
  }

  @Override
  public int count() {
    return images.count();
  }

  int height() {
    return images.height();
  }

  int width() {
    return images.width();
  }

  int label(int index) {
    return images.labels()[index];
  }

  /** Writes one image, scaled and centred in the input, the rest filled with the background. */
  void gather(int index, Shape input, float[] x, int xAt) {
    Arrays.fill(x, xAt, xAt + input.size(), scaling.background());
    int top = (input.height() - images.height()) / 2;
    int left = (input.width() - images.width()) / 2;
    int image = index * images.height() * images.width();
    for (int r = 0; r < images.height(); r++) {
      int row = xAt + (top + r) * input.width() + left;
      for (int c = 0; c < images.width(); c++) {
        int pixel = r * images.width() + c;
        x[row + c] = scaled(images.pixels()[image + pixel] & 0xff, pixel);
      }
    }
  }

  private float scaled(int grey, int pixel) {
    if (scaling instanceof Scaling.PerPixel perPixel) {
      return (grey - perPixel.mean()[pixel]) * perPixel.factor()[pixel];
    }
    return ((Scaling.Levels) scaling).levels()[grey];
  }

  @Override
  public void close() {}
}
