package io.github.lenetcl.compute.cpu.images;

import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.Planes;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.network.Distortion;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.Shape;
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
   * Writes a sample: its image distorted, scaled, and centred in the input, the rest filled with
   * the background.
   *
   * @param sample which of the samples
   * @param xAt where its first value goes
   * @param step from one value to the next
   */
  public void gather(
      Source.Samples samples, int sample, Shape input, float[] x, int xAt, int step) {
    int index = samples.index(sample);
    if (samples.distortion().equals(Distortion.NONE)) {
      gather(index, Planes.of(input), x, xAt, step);
    } else {
      Planes.requireOneMap(input);
      distorter(samples.distortion(), input).gather(index, samples.key(), x, xAt, step);
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

  private void gather(int index, Shape input, float[] x, int xAt, int step) {
    for (int i = 0; i < input.size(); i++) {
      x[xAt + i * step] = scaling.background();
    }
    int top = (input.height() - images.height()) / 2;
    int left = (input.width() - images.width()) / 2;
    int image = index * images.height() * images.width();
    for (int r = 0; r < images.height(); r++) {
      int row = xAt + ((top + r) * input.width() + left) * step;
      for (int c = 0; c < images.width(); c++) {
        int pixel = r * images.width() + c;
        x[row + c * step] = scaled(images.pixels()[image + pixel] & 0xff, pixel);
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
