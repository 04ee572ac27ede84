package io.github.lenetcl.bench;

import io.github.lenetcl.compute.Planes;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Shape;

/** Images for networks of any size and number of classes: what is timed is work, not accuracy. */
public final class OwnSize {

  private OwnSize() {}

  /**
   * {@return images that a network takes: the given ones, where they fit its inputs, or else these
   * brought to its size, with labels that it knows}
   *
   * @param network any network; its maps are laid one below the other
   * @param images any images
   */
  public static LabelledImages of(Network network, LabelledImages images) {
    Shape input = Planes.of(network.input());
    boolean fit =
        network.input().maps() == 1
            && images.height() <= input.height()
            && images.width() <= input.width();
    int classes = network.output().maps();
    if (fit && images.classes().size() <= classes) {
      return images;
    }
    int height = fit ? images.height() : input.height();
    int width = fit ? images.width() : input.width();
    byte[] pixels = new byte[Math.multiplyExact(images.count(), height * width)];
    int[] labels = new int[images.count()];
    for (int n = 0; n < images.count(); n++) {
      labels[n] = images.label(n) % classes;
      byte[] image = images.image(n);
      for (int r = 0; r < height; r++) {
        for (int c = 0; c < width; c++) {
          int from = r * images.height() / height * images.width() + c * images.width() / width;
          pixels[(n * height + r) * width + c] = image[from];
        }
      }
    }
    return new LabelledImages(height, width, pixels, labels, LabelledImages.numbered(classes));
  }
}
