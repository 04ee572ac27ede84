package io.github.lenetcl.compute.cpu.images;

import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.Planes;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.network.Distortion;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.Shape;
import java.util.Arrays;
import java.util.Optional;

/** Images in the host's memory, gathered, distorted and scaled sample by sample. */
public final class CpuImages implements ResidentImages {

  private final GreyImages images;
  private final Scaling scaling;
  private final Smoothing smoothing;

  /** The distorter that was used last: passes use one and the same. */
  private volatile Optional<Distorter> distorter = Optional.empty();

  public CpuImages(GreyImages images, Scaling scaling, Smoothing smoothing) {
    this.images = images;
    this.scaling = scaling;
    this.smoothing = smoothing;
  }

  @Override
  public int count() {
    return images.count();
  }

  /**
   * Returns the class of an image.
   *
   * @throws IllegalArgumentException if a network of so many classes does not know it, or the
   *     images have none
   */
  public int label(int index, int classes) {
    GreyImages.requireLabels(images.count(), images.labels().length);
    int label = images.labels()[index];
    if (label < 0 || label >= classes) {
      throw new IllegalArgumentException(
          "image " + index + ": label " + label + ", wanted 0 to " + (classes - 1));
    }
    return label;
  }

  /** Refuses an input that these images do not fit. */
  public void requireFits(Shape input) {
    Planes.requireFit(images.height(), images.width(), input);
  }

  /**
   * Writes samples side by side: their images distorted, scaled, and centred in the input, the rest
   * filled with the background. In lanes beyond them anything may be left.
   *
   * @param first the first of the samples
   * @param count how many
   * @param x where they go: value i of sample {@code first + s} to i·lanes + s
   */
  public void gather(
      Source.Samples samples, int first, int count, Shape input, float[] x, int lanes) {
    if (!samples.distortion().equals(Distortion.NONE)) {
      Planes.requireOneMap(input);
      Distorter distorter = distorter(samples.distortion(), input);
      for (int lane = 0; lane < count; lane++) {
        distorter.gather(samples.index(first + lane), samples.key(), x, lane, lanes);
      }
      return;
    }
    Shape place = Planes.of(input);
    int top = (place.height() - images.height()) / 2;
    int left = (place.width() - images.width()) / 2;
    Arrays.fill(x, 0, place.size() * lanes, scaling.background());
    // Row by row, so that what all lanes write to stays in the cache.
    for (int r = 0; r < images.height(); r++) {
      int row = ((top + r) * place.width() + left) * lanes;
      for (int lane = 0; lane < count; lane++) {
        gatherRow(samples.index(first + lane), r, x, row + lane, lanes);
      }
    }
  }

  /** Two threads may make one at the same time; either will do. */
  private Distorter distorter(Distortion distortion, Shape input) {
    Optional<Distorter> last = distorter;
    if (last.isEmpty() || !last.get().serves(distortion, input)) {
      last = Optional.of(new Distorter(distortion, images, scaling, input, smoothing));
      distorter = last;
    }
    return last.get();
  }

  private void gatherRow(int index, int r, float[] x, int at, int step) {
    int width = images.width();
    int from = (index * images.height() + r) * width;
    byte[] pixels = images.pixels();
    if (scaling instanceof Scaling.PerPixel perPixel) {
      for (int c = 0; c < width; c++) {
        int pixel = r * width + c;
        x[at + c * step] =
            ((pixels[from + c] & 0xff) - perPixel.mean()[pixel]) * perPixel.factor()[pixel];
      }
      return;
    }
    float[] levels = ((Scaling.Levels) scaling).levels();
    for (int c = 0; c < width; c++) {
      x[at + c * step] = levels[pixels[from + c] & 0xff];
    }
  }

  @Override
  public void close() {}
}
