package io.github.lenetcl.reading;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.data.DigitImage;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.evaluation.Answer;
import io.github.lenetcl.evaluation.Classifier;
import io.github.lenetcl.model.Model;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Asks the network about the pieces of many lines in one batch. */
final class PieceClassifier implements AutoCloseable {

  private final Classifier classifier;

  private PieceClassifier(Classifier classifier) {
    this.classifier = classifier;
  }

  /**
   * Puts a model on a device.
   *
   * @throws IllegalArgumentException if the name of a class has not one character
   */
  static PieceClassifier of(Backend backend, Model model) {
    for (String name : model.classes()) {
      if (name.codePointCount(0, name.length()) != 1) {
        throw new IllegalArgumentException(
            "reader: class '" + name + "', wanted names of a single character");
      }
    }
    return new PieceClassifier(new Classifier(backend, model));
  }

  /** Returns the characters of the classes. */
  int[] labels() {
    return classifier.classes().stream().mapToInt(name -> name.codePointAt(0)).toArray();
  }

  /** Returns what the network says of each piece of each line; nothing where a piece is blank. */
  List<List<Optional<Answer>>> classify(List<List<Optional<byte[]>>> lines) {
    List<byte[]> images = lines.stream().flatMap(List::stream).flatMap(Optional::stream).toList();
    Iterator<Answer> answers = classify(together(images)).iterator();
    List<List<Optional<Answer>>> perLine = new ArrayList<>();
    for (List<Optional<byte[]>> line : lines) {
      perLine.add(line.stream().map(image -> image.map(present -> answers.next())).toList());
    }
    return perLine;
  }

  private List<Answer> classify(LabelledImages images) {
    return images.count() == 0 ? List.of() : classifier.classify(images);
  }

  private LabelledImages together(List<byte[]> images) {
    int size = DigitImage.SIDE * DigitImage.SIDE;
    byte[] pixels = new byte[images.size() * size];
    for (int i = 0; i < images.size(); i++) {
      System.arraycopy(images.get(i), 0, pixels, i * size, size);
    }
    return new LabelledImages(
        DigitImage.SIDE, DigitImage.SIDE, pixels, new int[images.size()], classifier.classes());
  }

  @Override
  public void close() {
    classifier.close();
  }
}
