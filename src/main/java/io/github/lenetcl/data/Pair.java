package io.github.lenetcl.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Images and their labels, perhaps in several pairs of columns one after another.
 *
 * @param images the images
 * @param labels the labels of each column of images
 */
record Pair(List<Column> images, List<Column> labels) {

  Pair {
    images = List.copyOf(images);
    labels = List.copyOf(labels);
  }

  Pair(Column images, Column labels) {
    this(List.of(images), List.of(labels));
  }

  /** This and another behind it. */
  Pair with(Pair more) {
    List<Column> allImages = new ArrayList<>(images);
    allImages.addAll(more.images);
    List<Column> allLabels = new ArrayList<>(labels);
    allLabels.addAll(more.labels);
    return new Pair(allImages, allLabels);
  }

  String name() {
    return images.stream().map(Column::name).collect(Collectors.joining(", "));
  }

  int count() throws BadInputException {
    long count = images.stream().mapToLong(Column::count).sum();
    if (count > Integer.MAX_VALUE) {
      throw BadInputException.of(name(), "number of images", count, "at most " + Integer.MAX_VALUE);
    }
    return (int) count;
  }

  ImageShape shape(PictureFit fit) throws IOException {
    ImageShape shape = ImageShape.of(images.get(0), fit);
    for (Column column : images) {
      ImageShape other = ImageShape.of(column, fit);
      if (other.height() != shape.height() || other.width() != shape.width()) {
        throw BadInputException.of(
            column.name(), "image size", other, shape + " as in " + images.get(0).name());
      }
    }
    return shape;
  }

  /** Checks that there is a label for each image. */
  void requireSameCounts() throws BadInputException {
    for (int i = 0; i < images.size(); i++) {
      if (images.get(i).count() != labels.get(i).count()) {
        throw BadInputException.of(
            labels.get(i).name(),
            "number of labels",
            labels.get(i).count(),
            images.get(i).count() + ", one for each image of " + images.get(i).name());
      }
    }
  }

  /** {@return all labels as the files have them} */
  int[] readLabels() throws IOException {
    int[] all = new int[count()];
    int at = 0;
    for (Column column : labels) {
      float[] item = new float[1];
      try (Cursor cursor = column.open()) {
        for (int i = 0; i < column.count(); i++) {
          cursor.next(item);
          if (!(item[0] >= 0 && item[0] < Classes.MOST && item[0] == (int) item[0])) {
            String wanted = "a whole number from 0 to " + (Classes.MOST - 1);
            throw BadInputException.of(column.name(), "label " + i, item[0], wanted);
          }
          all[at++] = (int) item[0];
        }
        cursor.end();
      }
    }
    return all;
  }
}
