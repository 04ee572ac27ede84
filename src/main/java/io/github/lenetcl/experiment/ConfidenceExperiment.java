package io.github.lenetcl.experiment;

import io.github.lenetcl.data.DrawnDigits;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.evaluation.Answer;
import io.github.lenetcl.evaluation.Classifier;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Models;
import io.github.lenetcl.reading.GraphReader;
import io.github.lenetcl.reading.LineReader;
import io.github.lenetcl.reading.Reading;
import io.github.lenetcl.reading.ReadingOptions;
import io.github.lenetcl.reading.compose.ComposedLine;
import io.github.lenetcl.reading.compose.LineComposer;
import io.github.lenetcl.reading.compose.LineStyle;
import io.github.lenetcl.reading.graph.Automaton;
import io.github.lenetcl.reading.graph.Grammars;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * How far the confidence of a reading is to be trusted: of the answers given at a confidence, which
 * part is right (a reliability diagram), for lines of which the length is known, of which nothing
 * is known, and of which something wrong is asked; and the same for single digits.
 */
final class ConfidenceExperiment implements Experiment {

  private static final int DIGITS = 5;
  private static final int MOST_LINES = 300;
  private static final long SEED = 2018;

  /** Photographs of test digits, at most. */
  private static final int MOST_PHOTOGRAPHS = 3000;

  /** Where the answers are parted. */
  private static final double[] EDGES = {0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.98, 1.0001};

  /** From here on an answer is called sure. */
  private static final double SURE = 0.9;

  private static final List<LineStyle> STYLES =
      List.of(LineStyle.wide(DIGITS), LineStyle.touching(DIGITS), LineStyle.overlapping(DIGITS, 4));

  /**
   * What is asked of lines of five digits.
   *
   * @param name what it is called
   * @param grammar what is asked for
   */
  private record Question(String name, Optional<Automaton> grammar) {}

  private static final List<Question> QUESTIONS =
      List.of(
          new Question("five digits", Optional.of(Grammars.digits(DIGITS))),
          new Question("anything", Optional.empty()),
          new Question("three to seven", Optional.of(Grammars.digits(3, 7))),
          new Question("four digits, wrongly", Optional.of(Grammars.digits(4))));

  /**
   * An answer.
   *
   * @param confidence its confidence
   * @param right whether it is right
   */
  private record Answered(double confidence, boolean right) {}

  @Override
  public String name() {
    return "confidence";
  }

  @Override
  public String summary() {
    return "How far the confidence of lenet read is to be trusted";
  }

  @Override
  public List<String> models() {
    return List.of("best", "ink", "graph");
  }

  @Override
  public Report run(Lab lab) {
    Model model = model("graph");
    int lines = Math.max(1, Math.min(MOST_LINES, lab.test().count() / DIGITS / STYLES.size()));
    Table data = new Table("asked", "confidence", "answers", "right_percent");
    Table sure =
        new Table(
            "asked for",
            "answers",
            "right (%)",
            "sure",
            "sure and wrong (%)",
            "right ones sure (%)");
    LineChart chart =
        new LineChart("confidence", "right answers (%)")
            .legend(LegendPosition.InsideNW)
            .x(0, 1, 0.2)
            .y(0, 100);
    chart.curve("as it should be", new double[] {0, 1}, new double[] {0, 100});
    List<Answered> all = new ArrayList<>();
    for (Question question : QUESTIONS) {
      List<Answered> answers = answers(lab, model, question, lines);
      sure.row(row(question.name, answers));
      all.addAll(answers);
      curve(question.name, answers, chart, data);
    }
    sure.row(row("all lines", all));
    curve("all lines", all, chart, data);
    for (Digits digits : singles(lab)) {
      List<Answered> answers = answers(lab, digits);
      sure.row(row(digits.name, answers));
      curve(digits.name, answers, chart, data);
    }
    return new Page(name(), "The confidence of a reading")
        .text(
            Format.of(
                "%,d lines of five test digits for each question, a third each apart, touching and"
                    + " overlapping by up to four pixels, read by the graph with six looks as `lenet"
                    + " read` does. The confidence was calibrated on lines of other people's digits"
                    + " (Semeion and USPS), which no model was trained on and which are not among"
                    + " these. Single digits are read as `lenet classify` does: the test digits as"
                    + " they are, by model `best`, and as photographs and scans show them, by"
                    + " `ink`. An answer is sure from %s on.",
                lines * STYLES.size(), SURE))
        .figure("Right answers by confidence")
        .table(sure)
        .report(lab, data, chart::draw);
  }

  private static Object[] row(String name, List<Answered> answers) {
    long right = answers.stream().filter(Answered::right).count();
    List<Answered> sure = answers.stream().filter(each -> each.confidence >= SURE).toList();
    long sureAndRight = sure.stream().filter(Answered::right).count();
    return new Object[] {
      name,
      answers.size(),
      percent(right, answers.size()),
      sure.size(),
      percent(sure.size() - sureAndRight, sure.size()),
      percent(sureAndRight, right)
    };
  }

  private static String percent(long part, long whole) {
    return whole == 0 ? "none" : Format.of("%.1f", 100.0 * part / whole);
  }

  /** Adds the mean confidence and the right answers between two edges, where there are some. */
  private static void curve(String name, List<Answered> answers, LineChart chart, Table data) {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i + 1 < EDGES.length; i++) {
      double from = EDGES[i];
      double to = EDGES[i + 1];
      List<Answered> within =
          answers.stream()
              .filter(each -> each.confidence >= from && each.confidence < to)
              .filter(each -> each.confidence > 0)
              .toList();
      if (!within.isEmpty()) {
        double mean = within.stream().mapToDouble(Answered::confidence).average().orElseThrow();
        double right = 100.0 * within.stream().filter(Answered::right).count() / within.size();
        points.add(new double[] {mean, right});
        data.row(name, Format.of("%.4f", mean), within.size(), Format.of("%.2f", right));
      }
    }
    if (!points.isEmpty()) {
      chart.curve(
          name,
          points.stream().mapToDouble(point -> point[0]).toArray(),
          points.stream().mapToDouble(point -> point[1]).toArray());
    }
  }

  /**
   * Single digits.
   *
   * @param name what they are called
   * @param model the bundled model that classifies them
   * @param images gives the digits
   */
  private record Digits(String name, String model, Supplier<LabelledImages> images) {}

  private static List<Digits> singles(Lab lab) {
    int count = Math.min(MOST_PHOTOGRAPHS, lab.test().count());
    return List.of(
        new Digits("single digits", "best", lab::test),
        new Digits(
            "photographed digits", "ink", () -> DrawnDigits.photographed(lab.test(), count, SEED)));
  }

  private static List<Answered> answers(Lab lab, Digits digits) {
    Model model = model(digits.model);
    return kept(
        lab, digits.name, Kept.subject(model, lab.test()), () -> measure(lab, model, digits));
  }

  private static List<Double> measure(Lab lab, Model model, Digits digits) {
    List<Double> values = new ArrayList<>();
    LabelledImages images = digits.images.get();
    try (Classifier classifier = new Classifier(lab.backend(), model)) {
      List<Answer> answers = classifier.classify(images);
      for (int i = 0; i < answers.size(); i++) {
        values.add(answers.get(i).confidence());
        values.add(answers.get(i).index() == images.label(i) ? 1.0 : 0.0);
      }
    }
    return values;
  }

  private static List<Answered> answers(Lab lab, Model model, Question question, int lines) {
    return kept(
        lab,
        question.name,
        Kept.subject(model, lab.test()) + ", " + lines + " lines of each spacing",
        () -> measure(lab, model, question, lines));
  }

  /** Answers that were measured before, or are now: a confidence and 1 for right, in turns. */
  private static List<Answered> kept(
      Lab lab, String what, String subject, Supplier<List<Double>> measure) {
    String name = Format.of("confidence-%s", what).replaceAll("[^a-z0-9-]+", "_");
    List<Double> values =
        new Kept(lab)
            .measure(
                name,
                subject,
                () -> {
                  lab.requireGoingOn(name);
                  return measure.get();
                });
    return IntStream.range(0, values.size() / 2)
        .mapToObj(i -> new Answered(values.get(2 * i), values.get(2 * i + 1) > 0))
        .toList();
  }

  private static List<Double> measure(Lab lab, Model model, Question question, int count) {
    List<Double> values = new ArrayList<>();
    ReadingOptions options = new ReadingOptions(question.grammar, 1);
    try (LineReader reader = new GraphReader(lab.backend(), model, LineReader.MOST_LOOKS)) {
      for (LineStyle style : STYLES) {
        LineComposer composer = new LineComposer(lab.test(), style, SEED);
        List<ComposedLine> lines = IntStream.range(0, count).mapToObj(composer::compose).toList();
        List<Reading> readings =
            reader.read(lines.stream().map(ComposedLine::ink).toList(), options);
        for (int i = 0; i < count; i++) {
          values.add(readings.get(i).confidence());
          values.add(readings.get(i).text().equals(lines.get(i).text()) ? 1.0 : 0.0);
        }
      }
    }
    return values;
  }

  private static Model model(String name) {
    try {
      return Models.bundled(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
