package io.github.lenetcl.experiment;

import io.github.lenetcl.data.ink.InkImage;
import io.github.lenetcl.evaluation.RejectionCurve;
import io.github.lenetcl.reading.LineReader;
import io.github.lenetcl.reading.Reading;
import io.github.lenetcl.reading.ReadingOptions;
import io.github.lenetcl.reading.compose.ComposedLine;
import io.github.lenetcl.reading.compose.LineComposer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a reader made of lines.
 *
 * @param error the part that is misread
 * @param needed the part that must be rejected to misread 0.5 % of the others; 1 if none suffices
 * @param linesPerSecond measured once, with whatever else the machine did
 * @param milliseconds of all processors together for a line, which depends less on that
 * @param errors the error at each per cent of rejection, to {@value #MOST_REJECTED}
 */
record ReadingOutcome(
    double error, double needed, double linesPerSecond, double milliseconds, List<Double> errors) {

  /** Rejections, in per cent, at which the error is told. */
  static final int MOST_REJECTED = 50;

  /** The error to which numbers are rejected. */
  private static final double WANTED = 0.005;

  /** Lines that are read before the clock starts. */
  private static final int WARM_UP = 100;

  /**
   * Reads.
   *
   * @param reader the reader
   * @param composer what composes the lines
   * @param count how many, at least one
   * @param options what is asked
   */
  static ReadingOutcome measure(
      LineReader reader, LineComposer composer, int count, ReadingOptions options) {
    List<ComposedLine> lines = IntStream.range(0, count).mapToObj(composer::compose).toList();
    List<InkImage> inks = lines.stream().map(ComposedLine::ink).toList();
    reader.read(inks.subList(0, Math.min(WARM_UP, count)), options);
    long start = System.nanoTime();
    Duration before = processorTime();
    List<Reading> readings = reader.read(inks, options);
    double work = processorTime().minus(before).toNanos() / 1e6;
    double seconds = (System.nanoTime() - start) / 1e9;
    RejectionCurve curve =
        RejectionCurve.of(
            readings.stream().map(reading -> -reading.confidence()).toList(),
            IntStream.range(0, count)
                .mapToObj(i -> !readings.get(i).text().equals(lines.get(i).text()))
                .toList());
    return new ReadingOutcome(
        curve.errorAt(0),
        curve.rejectionFor(WANTED).orElse(1),
        count / seconds,
        work / count,
        IntStream.rangeClosed(0, MOST_REJECTED).mapToObj(r -> curve.errorAt(r / 100.0)).toList());
  }

  /** Returns the time that this process took of all processors; none where nobody counts it. */
  private static Duration processorTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Returns all numbers, to be kept. */
  List<Double> values() {
    List<Double> values = new ArrayList<>(List.of(error, needed, linesPerSecond, milliseconds));
    values.addAll(errors);
    return values;
  }

  /** Returns an outcome of numbers that were kept. */
  static ReadingOutcome of(List<Double> values) {
    return new ReadingOutcome(
        values.get(0),
        values.get(1),
        values.get(2),
        values.get(3),
        values.subList(4, values.size()));
  }
}
