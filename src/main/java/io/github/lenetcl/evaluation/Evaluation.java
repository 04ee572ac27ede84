package io.github.lenetcl.evaluation;

import io.github.lenetcl.data.LabelledImages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Answers counted against labels. An image is misread if another class has a penalty as small as
 * the label's, or smaller: a tie is no right answer.
 *
 * @param classes the names of the classes
 * @param confusion how often a label (the outer index) got an answer (the inner index)
 * @param mistakes the misread images in their order
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
    if (!classifier.classes().equals(images.classes())) {
      throw new IllegalArgumentException(
          "evaluation: classes "
              + images.classes()
              + ", wanted the classifier's, "
              + classifier.classes());
    }
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
    int classes = images.classes().size();
    Integer[][] confusion = new Integer[classes][classes];
    for (Integer[] row : confusion) {
      Arrays.fill(row, 0);
    }
    List<Mistake> mistakes = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      float[] penalties = answers.get(i).penalties();
      int label = images.label(i);
      int rival = Answer.smallestBut(label, penalties);
      // So put that a penalty that is not a number is a mistake.
      boolean right = rival == label || penalties[label] < penalties[rival];
      confusion[label][right ? label : rival]++;
      if (!right) {
        mistakes.add(new Mistake(i, label, rival, penalties[label] - penalties[rival]));
      }
    }
    List<List<Integer>> counts = Arrays.stream(confusion).map(List::of).toList();
    return new Evaluation(images.classes(), counts, mistakes);
  }

  /** {@return the number of images} */
  public int samples() {
    return confusion.stream().mapToInt(Evaluation::sum).sum();
  }

  /** {@return the number of misread images} */
  public int errors() {
    return mistakes.size();
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
