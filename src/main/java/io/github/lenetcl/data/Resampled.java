package io.github.lenetcl.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Parts of a set that are drawn class by class, the same for the same seed. */
public final class Resampled {
  private static final int SPLIT = 1;
  private static final int WEIGHTS = 2;

  private Resampled() {}

  /**
   * Splits a set in two, every class in the same proportion, as nearly as whole images allow; a
   * class of two images or more has at least one in either.
   *
   * @param images the set
   * @param part the part that the second has, above 0 and below 1
   * @param seed the seed of what is drawn
   * @return the rest and the part, each in the set's order
   * @throws IllegalArgumentException if one of them would be empty
   */
  public static List<LabelledImages> split(LabelledImages images, double part, long seed) {
    if (!(part > 0 && part < 1)) {
      throw new IllegalArgumentException("part " + part + ", wanted above 0 and below 1");
    }
    List<Integer> rest = new ArrayList<>();
    List<Integer> kept = new ArrayList<>();
    for (int label = 0; label < images.classes().size(); label++) {
      List<Integer> drawn = shuffled(images, label, new Dice(seed, SPLIT + 16L * label));
      int count = drawn.size();
      int some = (int) Math.round(part * count);
      some = count < 2 ? 0 : Math.max(1, Math.min(count - 1, some));
      kept.addAll(drawn.subList(0, some));
      rest.addAll(drawn.subList(some, count));
    }
    if (kept.isEmpty() || rest.isEmpty()) {
      throw new IllegalArgumentException(
          images + " cannot be split, wanted two images or more of some class");
    }
    return List.of(images.at(sorted(rest)), images.at(sorted(kept)));
  }

  /**
   * Repeats images, so that every class counts as often as its weight says: whole times, and for
   * the rest of the weight once more those that are drawn.
   *
   * @param images the set
   * @param weights a weight of at least 0 for each class
   * @param seed the seed of what is drawn
   * @return the images, each as often as it counts, in the set's order
   * @throws IllegalArgumentException if the weights are not as many as the classes, or nothing is
   *     left, or more than memory can hold
   */
  public static LabelledImages weighted(LabelledImages images, double[] weights, long seed) {
    int classes = images.classes().size();
    if (weights.length != classes) {
      throw new IllegalArgumentException(weights.length + " weights, wanted " + classes);
    }
    List<Integer> all = new ArrayList<>();
    for (int label = 0; label < classes; label++) {
      if (!(weights[label] >= 0 && weights[label] <= 1e6)) {
        throw new IllegalArgumentException(
            "weight of class "
                + images.classes().get(label)
                + " is "
                + weights[label]
                + ", wanted 0 to 1000000");
      }
      List<Integer> drawn = shuffled(images, label, new Dice(seed, WEIGHTS + 16L * label));
      long wanted = Math.round(weights[label] * drawn.size());
      LabelledImages.room(all.size() + wanted, images.height() * images.width());
      for (long i = 0; i < wanted; i++) {
        all.add(drawn.get((int) (i % drawn.size())));
      }
    }
    if (all.isEmpty()) {
      throw new IllegalArgumentException("no images are left, wanted a weight above 0");
    }
    return images.at(sorted(all));
  }

  /**
   * {@return the weights with which every class counts as often as the most frequent one; 0 for one
   * that has no images}
   *
   * @param images the set
   */
  public static double[] balance(LabelledImages images) {
    long[] counts = new long[images.classes().size()];
    IntStream.of(images.labels()).forEach(label -> counts[label]++);
    double most = IntStream.range(0, counts.length).mapToLong(i -> counts[i]).max().orElse(0);
    return IntStream.range(0, counts.length)
        .mapToDouble(i -> counts[i] == 0 ? 0 : most / counts[i])
        .toArray();
  }

  private static List<Integer> shuffled(LabelledImages images, int label, Dice dice) {
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < images.count(); i++) {
      if (images.label(i) == label) {
        indices.add(i);
      }
    }
    for (int i = indices.size() - 1; i > 0; i--) {
      Collections.swap(indices, i, dice.below(i + 1));
    }
    return indices;
  }

  private static int[] sorted(List<Integer> indices) {
    return indices.stream().mapToInt(Integer::intValue).sorted().toArray();
  }
}
