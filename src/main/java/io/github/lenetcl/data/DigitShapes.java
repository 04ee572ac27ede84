package io.github.lenetcl.data;

import java.util.Arrays;
import java.util.List;

/**
 * The ways in which people write the ten digits, as strokes of the pen.
 *
 * <p>A line is one way: how common it is, then its strokes, parted by a slash. A stroke is a list
 * of points {@code x,y} on a grid from 0 to 100, y downwards, that the pen passes on a smooth
 * curve; a {@code !} makes a point a corner.
 */
final class DigitShapes {
  /** The hand of the embedded digits. */
  static final DigitShapes EMBEDDED =
      new DigitShapes(
          List.of(
              // Round, from the top; with the end inside; clockwise; not quite closed.
              """
          5: 58,4 22,18 8,56 28,94 68,92 92,52 78,12 48,3
          3: 72,14 44,4 14,30 10,70 42,97 82,80 90,38 66,7 38,10
          2: 28,10 66,5 92,42 78,88 36,96 8,62 16,22 42,5
          2: 46,10 16,28 10,66 40,97 80,80 90,38 68,8
          """,
              // A stroke; bent; with a flag; with flag and foot; with a foot only.
              """
          7: 50,2 50,50 50,98
          3: 54,2 51,50 47,98
          3: 34,22 52,4! 52,50 51,98
          1: 30,26 52,4! 52,50 51,96! / 24,97 50,95 78,96
          0.4: 50,3 51,50 50,96! / 24,97 50,95 78,96
          """,
              // Sharp at the foot; with a loop; like a Z; with a wave.
              """
          4: 14,24 30,6 60,4 78,24 66,54 36,78 10,94! 40,92 88,94
          4: 16,26 34,6 64,6 78,28 62,58 34,86 14,92 12,80 28,78 54,92 90,88
          2: 12,12 44,4 76,12 76,34 46,66 12,94! 50,92 88,92
          2: 18,30 28,8 58,2 80,20 72,46 40,74 14,92! 34,84 58,92 92,84
          """,
              // Round with a corner; with a little loop; flat on top.
              """
          5: 16,14 44,3 76,12 78,32 58,46 38,48! 64,52 86,70 72,92 40,98 12,86
          3: 16,16 44,4 74,12 74,34 50,48 42,50 50,46 80,56 86,78 56,97 14,88
          1: 16,6 46,7 78,6! 44,42! 74,50 86,72 68,94 38,98 12,86
          """,
              // Open, of two strokes; closed; open and round; of one stroke, like a 9.
              """
          5: 26,4 20,34 14,56! 50,56 88,54 / 70,18 68,60 64,98
          2: 66,98 67,50 68,4! 36,36 10,66! 50,66 92,64
          4: 22,6 15,34 28,54 58,52 76,34 / 78,4 72,50 64,98
          1.5: 24,6 16,38 30,54 60,48 78,6! 73,50 66,98
          """,
              // Body, then bar; of one stroke; like an S.
              """
          5: 26,8 20,44! 48,36 80,50 82,76 56,97 14,90 / 24,8 54,8 88,4
          3: 86,5 56,8 28,8! 22,44! 50,38 82,54 80,82 50,98 12,88
          2: 84,8 44,8 26,22 36,44 66,54 82,74 62,95 32,97 12,86
          """,
              // With a straight back; with a round one; with a small loop; with a wide one.
              """
          4: 66,4 34,26 14,62 26,92 58,96 78,76 64,56 36,58 18,74
          3: 76,12 54,4 26,28 12,64 30,95 66,94 82,70 58,52 30,60 15,76
          3: 42,2 26,40 18,76 38,97 66,90 66,66 42,60 20,78
          1: 56,3 26,34 14,70 34,96 72,94 86,70 62,50 28,56 16,70
          """,
              // Plain; with a bar; with a hook; round.
              """
          5: 12,10 50,8 84,8! 62,46 42,98
          2: 12,10 50,8 84,8! 62,46 42,98 / 30,52 54,49 80,48
          3: 12,26 15,8! 50,10 86,6! 62,48 48,98
          3: 10,14 34,6 62,10 84,10 76,32 56,64 46,98
          """,
              // Begun like an S; two rings; begun in the middle; open at the top.
              """
          5: 74,14 46,3 22,20 40,42 70,58 82,80 52,98 18,80 32,56 62,40 78,20 68,8
          2: 50,4 26,12 24,34 50,46 76,34 74,12 50,4 / 50,46 20,58 16,84 50,97 84,84 80,58 50,46
          2: 50,48 24,30 30,8 62,4 78,22 56,46 28,62 20,84 46,98 78,88 78,66 50,48
          2: 78,10 50,4 26,16 38,40 66,58 78,82 50,97 22,82 36,58 66,38 84,18
          """,
              // With a bent stem; a straight one; a tail; of two strokes.
              """
          4: 76,18 48,4 20,20 22,44 48,50 72,34 78,12 76,52 70,98
          4: 74,24 52,4 22,14 18,40 44,50 70,36 76,14! 68,60 58,98
          2: 78,18 48,4 20,22 24,46 54,48 78,24 80,54 66,88 36,97 14,88
          2: 72,8 40,4 18,26 32,48 62,42 / 76,6 74,50 70,98
          """));

  private final List<List<Shape>> byDigit;

  /** Reads the ways to write each digit, 0 to 9. */
  DigitShapes(List<String> ways) {
    byDigit = ways.stream().map(lines -> lines.lines().map(Shape::parse).toList()).toList();
  }

  /** One way to write a digit. */
  record Shape(double weight, List<Stroke> strokes) {
    static Shape parse(String line) {
      String[] parts = line.split(": ");
      return new Shape(
          Double.parseDouble(parts[0]),
          Arrays.stream(parts[1].split(" / ")).map(Stroke::parse).toList());
    }
  }

  /** The points that the pen passes without being lifted. */
  record Stroke(double[] x, double[] y, boolean[] corner) {
    static Stroke parse(String text) {
      String[] points = text.split(" ");
      double[] x = new double[points.length];
      double[] y = new double[points.length];
      boolean[] corner = new boolean[points.length];
      for (int i = 0; i < points.length; i++) {
        corner[i] = points[i].endsWith("!");
        String[] numbers = points[i].replace("!", "").split(",");
        x[i] = Double.parseDouble(numbers[0]);
        y[i] = Double.parseDouble(numbers[1]);
      }
      return new Stroke(x, y, corner);
    }
  }

  /** A way to write the digit, the common ones more often. */
  Shape choose(int digit, Dice dice) {
    List<Shape> shapes = byDigit.get(digit);
    double at = dice.uniform() * shapes.stream().mapToDouble(Shape::weight).sum();
    for (Shape shape : shapes) {
      at -= shape.weight;
      if (at < 0) {
        return shape;
      }
    }
    return shapes.get(shapes.size() - 1);
  }
}
