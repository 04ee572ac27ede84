package io.github.lenetcl.evaluation;

import io.github.lenetcl.data.ImageStream;
import io.github.lenetcl.data.LabelledImages;
import java.io.IOException;
import java.util.List;

/**
 * Answers counted against labels. An image is misread if another class has a penalty as small as
 * the label's, or smaller: a tie is no right answer.
 *
 * @param classes the names of the classes
 * @param confusion how often a label (the outer index) got an answer (the inner index)
 * @param mistakes the misread images in their order; of a stream only the first of them, as many as
 *     were asked for
 */
public record Evaluation(
    List<String> classes, List<List<Integer>> confusion, List<Mistake> mistakes) {

  /** Copies the lists. */
  public Evaluation {
    classes = List.copyOf(classes);
    confusion = confusion.stream().map(List::copyOf).toList();
    mistakes = List.copyOf(mistakes);
  }

  /**
   * A misread image.
   *
   * @param index which image, from 0
   * @param label its class
   * @param answer the class that was read
   * @param margin by how much the label's penalty is larger than the answer's
   */
  public record Mistake(int index, int label, int answer, float margin) {}

  /**
   * Classifies images and counts.
   *
   * @param classifier the classifier
   * @param images the images, of the classifier's classes
   * @return the counts
   * @throws IllegalArgumentException if the images have other classes, or do not fit the network
   */
  public static Evaluation of(Classifier classifier, LabelledImages images) {
    requireClasses(classifier, images.classes());
    return of(classifier.classify(images), images);
  }

  /**
   * Counts answers.
   *
   * @param answers an answer for each image
   * @param images the images
   * @return the counts
   */
  public static Evaluation of(List<Answer> answers, LabelledImages images) {
    if (answers.size() != images.count()) {
      throw new IllegalArgumentException(
          "evaluation: " + answers.size() + " answers, wanted " + images.count());
    }
    Counting counting = new Counting(images.classes(), Integer.MAX_VALUE);
    for (int i = 0; i < answers.size(); i++) {
      counting.add(i, images.label(i), answers.get(i));
    }
    return counting.result();
  }

  /**
   * Classifies a stream of images of any length and counts, in memory that does not grow with it.
   *
   * @param classifier the classifier
   * @param images the images, of the classifier's classes, from where the stream is to its end
   * @param mistakes how many of the misread images are to be told one by one: the first ones
   * @return the counts
   * @throws IllegalArgumentException if the images have other classes, or do not fit the network
   * @throws IOException if the images cannot be read
   */
  public static Evaluation of(Classifier classifier, ImageStream images, int mistakes)
      throws IOException {
    requireClasses(classifier, images.classes());
    Counting counting = new Counting(images.classes(), mistakes);
    classifier.classify(
        images,
        (batch, answers) -> {
          for (int i = 0; i < batch.count(); i++) {
            counting.add(batch.first() + i, batch.labels()[i], answers.get(i));
          }
        });
    return counting.result();
  }

  private static void requireClasses(Classifier classifier, List<String> classes) {
    if (!classifier.classes().equals(classes)) {
      throw new IllegalArgumentException(
          "evaluation: classes " + classes + ", wanted the classifier's, " + classifier.classes());
    }
  }

  /** {@return the number of images} */
  public int samples() {
    return confusion.stream().mapToInt(Evaluation::sum).sum();
  }

  /** {@return the number of misread images} */
  public int errors() {
    int right = 0;
    for (int label = 0; label < confusion.size(); label++) {
      right += confusion.get(label).get(label);
    }
    return samples() - right;
  }

  /** {@return the misread part of the images, 0 to 1, or 0 where there are none} */
  public double errorRate() {
    return rate(errors(), samples());
  }

  /**
   * {@return the misread part of one class's images, 0 to 1, or 0 where there are none}
   *
   * @param label the class
   */
  public double errorRate(int label) {
    List<Integer> row = confusion.get(label);
    return rate(sum(row) - row.get(label), sum(row));
  }

  private static double rate(int errors, int samples) {
    return samples == 0 ? 0 : (double) errors / samples;
  }

  private static int sum(List<Integer> counts) {
    return counts.stream().mapToInt(Integer::intValue).sum();
  }
}
