package io.github.lenetcl.data;

import java.util.Optional;

/**
 * What a file holds, or a part of it: images, labels, or images that have their labels beside them.
 *
 * @param path its place in the data set: the file's, and behind it the name that it has in the file
 * @param values the images, or the labels of images that are elsewhere
 * @param labels the labels of these very images
 */
public record Piece(String path, Column values, Optional<Column> labels) {

  /**
   * A piece that is to be put together with others.
   *
   * @param path its place in the data set
   * @param values images or labels
   */
  public Piece(String path, Column values) {
    this(path, values, Optional.empty());
  }

  /** {@return whether these are labels, one number for each image} */
  public boolean isLabels() {
    return labels.isEmpty() && values.size() == 1;
  }
}
