package io.github.lenetcl.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The error that is left where the most doubtful images are rejected (Section III, Figure 10): the
 * misread part of the images that are still answered, against the part of all images that is not.
 *
 * @param points the points in the order of rising rejection, the first without any; images of equal
 *     doubt are rejected together
 */
public record RejectionCurve(List<Point> points) {

  /**
   * A threshold on the doubt.
   *
   * @param rejected the rejected part of all images, from 0 to below 1
   * @param error the misread part of the others, from 0 to 1
   */
  public record Point(double rejected, double error) {}

  /** Copies the list. */
  public RejectionCurve {
    points = List.copyOf(points);
  }

  /**
   * Sorts images by doubt and counts.
   *
   * @param doubts how doubtful each answer is: any numbers, larger for more doubt
   * @param wrong whether each answer is wrong
   * @return the curve
   * @throws IllegalArgumentException if there are no images, or not as many of both
   */
  public static RejectionCurve of(List<Double> doubts, List<Boolean> wrong) {
    int count = doubts.size();
    if (count == 0 || wrong.size() != count) {
      throw new IllegalArgumentException(
          "rejection: %d doubts and %d answers, wanted at least one and as many of both"
              .formatted(count, wrong.size()));
    }
    List<Integer> order =
        IntStream.range(0, count)
            .boxed()
            .sorted(Comparator.<Integer, Double>comparing(doubts::get).reversed())
            .toList();
    int errors = (int) wrong.stream().filter(Boolean::booleanValue).count();
    List<Point> points = new ArrayList<>();
    for (int rejected = 0; rejected < count; rejected++) {
      boolean threshold =
          rejected == 0
              || !doubts.get(order.get(rejected)).equals(doubts.get(order.get(rejected - 1)));
      if (threshold) {
        points.add(new Point((double) rejected / count, (double) errors / (count - rejected)));
      }
      if (wrong.get(order.get(rejected))) {
        errors--;
      }
    }
    return new RejectionCurve(points);
  }

  /**
   * {@return the error at the most rejection that a limit allows}
   *
   * @param limit the largest rejected part, at least 0
   */
  public double errorAt(double limit) {
    double error = points.get(0).error();
    for (Point point : points) {
      if (point.rejected() > limit) {
        break;
      }
      error = point.error();
    }
    return error;
  }

  /**
   * {@return the least rejection that brings the error down to a limit, or nothing if none does}
   *
   * @param limit the largest error
   */
  public OptionalDouble rejectionFor(double limit) {
    return points.stream()
        .filter(point -> point.error() <= limit)
        .mapToDouble(Point::rejected)
        .findFirst();
  }
}
