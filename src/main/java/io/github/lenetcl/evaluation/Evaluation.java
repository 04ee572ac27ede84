package io.github.lenetcl.evaluation;

import io.github.lenetcl.data.ImageStream;
import io.github.lenetcl.data.LabelledImages;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Answers counted against labels. An image is misread if another class has a penalty as small as
 * the label's, or smaller: a tie is no right answer.
 *
 * @param classes the names of the classes
 * @param confusion how often a label (the outer index) got an answer (the inner index)
 * @param mistakes the misread images in their order; of a stream only the first of them, as many as
 *     were asked for
 * @param ranks how often the label had the smallest penalty, the second smallest, and so on; a tie
 *     counts for the others
 */
public record Evaluation(
    List<String> classes,
    List<List<Integer>> confusion,
    List<Mistake> mistakes,
    List<Integer> ranks) {

  /** Copies the lists. */
  public Evaluation {
    ranks = List.copyOf(ranks);
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
    int[] places = places(classifier, images.classes());
    List<Answer> answers = classifier.classify(images);
    Counting counting = new Counting(classifier.classes(), Integer.MAX_VALUE);
    for (int i = 0; i < answers.size(); i++) {
      counting.add(i, places[images.label(i)], answers.get(i));
    }
    return counting.result();
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
    int[] places = places(classifier, images.classes());
    Counting counting = new Counting(classifier.classes(), mistakes);
    classifier.classify(
        images,
        (batch, answers) -> {
          for (int i = 0; i < batch.count(); i++) {
            counting.add(batch.first() + i, places[batch.labels()[i]], answers.get(i));
          }
        });
    return counting.result();
  }

  /** The classifier's numbers of classes, of which images may have only some. */
  private static int[] places(Classifier classifier, List<String> classes) {
    int[] places = classes.stream().mapToInt(classifier.classes()::indexOf).toArray();
    if (IntStream.of(places).anyMatch(place -> place < 0)) {
      throw new IllegalArgumentException(
          "evaluation: classes " + classes + ", wanted the classifier's, " + classifier.classes());
    }
    return places;
  }

  /**
   * {@return the same with no more than some of the mistakes: the first ones}
   *
   * @param most how many
   */
  public Evaluation first(int most) {
    return new Evaluation(
        classes, confusion, mistakes.subList(0, Math.min(most, mistakes.size())), ranks);
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

  /**
   * {@return the part of the images read as a class that are of it, 0 to 1, or 0 where none are}
   *
   * @param label the class
   */
  public double precision(int label) {
    int right = confusion.get(label).get(label);
    return rate(right, confusion.stream().mapToInt(row -> row.get(label)).sum());
  }

  /**
   * {@return the part of a class's images that are read as it, 0 to 1, or 0 where there are none}
   *
   * @param label the class
   */
  public double recall(int label) {
    List<Integer> row = confusion.get(label);
    return rate(row.get(label), sum(row));
  }

  /**
   * {@return the harmonic mean of precision and recall, 0 to 1, or 0 where both are}
   *
   * @param label the class
   */
  public double f1(int label) {
    double both = precision(label) + recall(label);
    return both == 0 ? 0 : 2 * precision(label) * recall(label) / both;
  }

  /** {@return the mean F1 of the classes that have images, or 0 where there are none} */
  public double macroF1() {
    return IntStream.range(0, classes.size())
        .filter(label -> sum(confusion.get(label)) > 0)
        .mapToDouble(this::f1)
        .average()
        .orElse(0);
  }

  /**
   * {@return the part of the images whose label is among the classes of the smallest penalties, 0
   * to 1, or 0 where there are no images}
   *
   * @param k how many classes, at least 1
   */
  public double topAccuracy(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("top " + k + ", wanted at least 1");
    }
    return rate(sum(ranks.subList(0, Math.min(k, ranks.size()))), samples());
  }

  private static double rate(int errors, int samples) {
    return samples == 0 ? 0 : (double) errors / samples;
  }

  private static int sum(List<Integer> counts) {
    return counts.stream().mapToInt(Integer::intValue).sum();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "error %.2f %% (%d of %d)", 100 * errorRate(), errors(), samples());
  }
}
