package io.github.lenetcl.training;

import io.github.lenetcl.compute.Source;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.data.ink.InkImage;
import io.github.lenetcl.reading.compose.ComposedLine;
import io.github.lenetcl.reading.compose.LineComposer;
import io.github.lenetcl.reading.compose.LineStyle;
import io.github.lenetcl.reading.sweep.SweptLine;
import java.util.Optional;

/**
 * Lines composed of training digits, brought to the size at which they are read. What a line looks
 * like depends on its digits and their order alone.
 */
final class TrainingLines {

  /** A line and what it says. */
  record Line(InkImage ink, String text) {}

  private final LabelledImages set;
  private final LineComposer loose;
  private final LineComposer tight;
  private final int height;
  private final int width;

  /**
   * Makes ready to compose.
   *
   * @param set the training digits
   * @param height rows of a line
   * @param width the most columns of a line
   */
  TrainingLines(LabelledImages set, int height, int width) {
    this.set = set;
    this.height = height;
    this.width = width;
    LineStyle style = LineStyle.wide(LinePlan.LENGTH).withJitter(2.5, 0.13, 0.25);
    loose = new LineComposer(set, style.withGap(0, 10).withSpeckle(0.003), 1);
    tight = new LineComposer(set, style.withGap(-4, 1).withSpeckle(0.003), 2);
  }

  /**
   * Composes a line of neighbouring samples.
   *
   * @param samples the samples
   * @param first the first of the line
   * @param count the digits of the line, fewer where they are too wide
   */
  Line compose(Source.Samples samples, int first, int count) {
    int[] digits = new int[count];
    int hash = 1;
    for (int i = 0; i < count; i++) {
      digits[i] = samples.index(first + i);
      hash = 31 * hash + digits[i];
    }
    int key = hash;
    boolean spread = (key >>> 16 & 1) == 0;
    Optional<Line> line = spread ? fitting(loose, key, digits) : Optional.empty();
    return line.or(() -> fitting(tight, key, digits))
        .orElseGet(() -> compose(samples, first, count - 1));
  }

  private Optional<Line> fitting(LineComposer composer, int key, int[] digits) {
    ComposedLine line = composer.compose(key, digits);
    return SweptLine.of(Enlarging.of(line.ink(), key), height, set.height(), 1)
        .map(SweptLine::ink)
        .filter(ink -> ink.width() <= width)
        .map(ink -> new Line(ink, line.text()));
  }
}
