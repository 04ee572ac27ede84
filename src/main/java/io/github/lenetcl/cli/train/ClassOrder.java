package io.github.lenetcl.cli.train;

import io.github.lenetcl.data.DataSplit;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.model.Model;
import java.util.List;

/** Gives data the classes of a model to start from, found by their names. */
final class ClassOrder {

  private ClassOrder() {}

  /**
   * Returns the data with the model's classes in the model's order; of these the data may hold some
   * only.
   *
   * @param name where the model comes from, for messages
   * @throws IllegalArgumentException if the data has a class that the model has not
   */
  static DataSplit of(Model model, String name, DataSplit split) {
    return new DataSplit(
        of(model, name, split.training()),
        split.test().map(test -> of(model, name, test)),
        split.validation().map(validation -> of(model, name, validation)));
  }

  private static LabelledImages of(Model model, String name, LabelledImages images) {
    List<String> classes = model.classes();
    if (images.classes().equals(classes)) {
      return images;
    }
    List<String> unknown =
        images.classes().stream().filter(each -> !classes.contains(each)).toList();
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: the data has classes %s, wanted some of the model's, %s"
              .formatted(name, unknown, classes));
    }
    int[] labels = new int[images.count()];
    int size = images.height() * images.width();
    byte[] pixels = new byte[labels.length * size];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = classes.indexOf(images.classes().get(images.label(i)));
      System.arraycopy(images.image(i), 0, pixels, i * size, size);
    }
    return new LabelledImages(images.height(), images.width(), pixels, labels, classes);
  }
}
