package io.github.lenetcl.data;

import java.util.Optional;

/**
 * A data set as it is used: images to train on and, where there are any, images to test on.
 *
 * @param training the training set
 * @param test the test set, of the same image size and the same classes
 */
public record DataSplit(LabelledImages training, Optional<LabelledImages> test) {
  /** Checks that the two parts can be used together. */
  public DataSplit {
    test.ifPresent(
        part -> {
          if (part.height() != training.height() || part.width() != training.width()) {
            throw new IllegalArgumentException(
                "test images are %d×%d, training images %d×%d"
                    .formatted(part.height(), part.width(), training.height(), training.width()));
          }
          if (!part.classes().equals(training.classes())) {
            throw new IllegalArgumentException(
                "test classes are " + part.classes() + ", training classes " + training.classes());
          }
        });
  }
}
