package io.github.lenetcl.data;

import java.util.Optional;

/**
 * A data set as it is used: images to train on and, where there are any, images to test on and
 * images to choose by.
 *
 * @param training the training set
 * @param test the test set, of the same image size and the same classes
 * @param validation images of the same size and classes that a run is stopped, and its best pass is
 *     chosen by
 */
public record DataSplit(
    LabelledImages training, Optional<LabelledImages> test, Optional<LabelledImages> validation) {

  /** Checks that the parts can be used together. */
  public DataSplit {
    requireLike(training, "test", test);
    requireLike(training, "validation", validation);
  }

  /**
   * A data set without images to choose by.
   *
   * @param training the training set
   * @param test the test set, of the same image size and the same classes
   */
  public DataSplit(LabelledImages training, Optional<LabelledImages> test) {
    this(training, test, Optional.empty());
  }

  private static void requireLike(
      LabelledImages training, String name, Optional<LabelledImages> images) {
    images.ifPresent(
        part -> {
          if (part.height() != training.height() || part.width() != training.width()) {
            throw new IllegalArgumentException(
                "%s images are %d×%d, training images %d×%d"
                    .formatted(
                        name, part.height(), part.width(), training.height(), training.width()));
          }
          if (!part.classes().equals(training.classes())) {
            throw new IllegalArgumentException(
                name
                    + " classes are "
                    + part.classes()
                    + ", training classes "
                    + training.classes());
          }
        });
  }

  @Override
  public String toString() {
    return "training "
        + training
        + validation.map(part -> "; validation " + part).orElse("")
        + test.map(part -> "; test " + part).orElse("");
  }
}
