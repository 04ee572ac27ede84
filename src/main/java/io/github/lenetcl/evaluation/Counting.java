package io.github.lenetcl.evaluation;

import io.github.lenetcl.evaluation.Evaluation.Mistake;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Counts answers as they come. */
final class Counting {

  private final List<String> classes;
  private final int most;
  private final int[][] confusion;
  private final int[] ranks;
  private final List<Mistake> mistakes = new ArrayList<>();

  /**
   * Counts nothing yet.
   *
   * @param classes the names of the classes
   * @param most how many mistakes are kept
   */
  Counting(List<String> classes, int most) {
    this.classes = classes;
    this.most = most;
    confusion = new int[classes.size()][classes.size()];
    ranks = new int[classes.size()];
  }

  void add(int index, int label, Answer answer) {
    float[] penalties = answer.penalties();
    int rival = Answer.smallestBut(label, penalties);
    // So put that a penalty that is not a number is a mistake.
    boolean right = rival == label || penalties[label] < penalties[rival];
    confusion[label][right ? label : rival]++;
    ranks[rank(label, penalties)]++;
    if (!right && mistakes.size() < most) {
      mistakes.add(new Mistake(index, label, rival, penalties[label] - penalties[rival]));
    }
  }

  /** How many classes have a penalty as small as one's, or smaller. */
  private static int rank(int label, float... penalties) {
    int rank = 0;
    for (int i = 0; i < penalties.length; i++) {
      // So put that a penalty that is not a number is last.
      rank += i == label || penalties[label] < penalties[i] ? 0 : 1;
    }
    return rank;
  }

  Evaluation result() {
    List<List<Integer>> counts =
        Arrays.stream(confusion).map(row -> Arrays.stream(row).boxed().toList()).toList();
    return new Evaluation(classes, counts, mistakes, Arrays.stream(ranks).boxed().toList());
  }
}
