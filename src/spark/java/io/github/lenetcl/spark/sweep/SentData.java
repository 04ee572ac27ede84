package io.github.lenetcl.spark.sweep;

import io.github.lenetcl.data.LabelledImages;
import java.io.Serializable;
import java.util.List;

/**
 * Images on their way to executors.
 *
 * @param height rows of an image
 * @param width columns of an image
 * @param pixels grey levels
 * @param labels the class of each image
 * @param classes the names of the classes
 */
record SentData(int height, int width, byte[] pixels, int[] labels, List<String> classes)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  static SentData of(LabelledImages images) {
    return new SentData(
        images.height(), images.width(), images.pixels(), images.labels(), images.classes());
  }

  LabelledImages images() {
    return new LabelledImages(height, width, pixels, labels, classes);
  }
}
