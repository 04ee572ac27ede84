package io.github.lenetcl.cli.answer;

import io.github.lenetcl.cli.json.JsonOutput;
import io.github.lenetcl.cli.models.StoredGuess;
import io.github.lenetcl.cli.options.DataOption;
import io.github.lenetcl.cli.options.DeviceOption;
import io.github.lenetcl.cli.options.FitOption;
import io.github.lenetcl.cli.options.ModelFiles;
import io.github.lenetcl.cli.terminal.ErrorRate;
import io.github.lenetcl.cli.terminal.Failures;
import io.github.lenetcl.cli.terminal.Numbers;
import io.github.lenetcl.cli.terminal.OutputFiles;
import io.github.lenetcl.cli.terminal.TextTable;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.ImageStream;
import io.github.lenetcl.data.PictureFit;
import io.github.lenetcl.data.Pictures;
import io.github.lenetcl.data.Stored;
import io.github.lenetcl.data.ink.InkImage;
import io.github.lenetcl.evaluation.Classifier;
import io.github.lenetcl.evaluation.Evaluation;
import io.github.lenetcl.evaluation.MistakeSheet;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.reading.GraphReader;
import io.github.lenetcl.reading.LineReader;
import io.github.lenetcl.reading.Reading;
import io.github.lenetcl.reading.ReadingOptions;
import io.github.lenetcl.reading.graph.Grammars;
import io.github.lenetcl.reading.segmentation.PageRows;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lenet evaluate}: how many test images a model misreads. */
@Command(
    name = "evaluate",
    header = "Count the test images that a model misreads.",
    description = {
      "Prints which class was read as which, with each class's precision, recall and F1, and ends"
          + " with the error rate. Where the data has no"
          + " test images, all its images are evaluated. IDX files are read as they are"
          + " classified, so that they may be larger than the memory. A folder with labels.csv, as"
          + " lenet compose writes it, or with pictures named by their numbers (4711.png), is read"
          + " line by line as by lenet read: wrong numbers, wrong digits, the errors left when the"
          + " least certain are rejected, and the most confident of the wrong ones."
    },
    footer = {
      "",
      "Examples:",
      "  lenet evaluate --data mnist",
      "  lenet evaluate digits.safetensors --data embedded --mistakes mistakes.png",
      "  lenet evaluate digits.safetensors --data my-digits --list misread.csv",
      "  lenet evaluate --data lines --pattern '\\d{5}'"
    })
public final class EvaluateCommand implements Callable<Integer> {

  private static final int MOST_MISTAKES = 10_000;

  @Parameters(arity = "0..1", paramLabel = "MODEL", description = ModelFiles.HELP)
  private Optional<Path> model = Optional.empty();

  @Mixin private DataOption data;

  @Mixin private FitOption fit;

  @Mixin private DeviceOption device;

  @Option(
      names = "--mistakes",
      paramLabel = "FILE.png",
      description = {
        "Draw the misread images, each with its label and the answer; of more than "
            + MOST_MISTAKES
            + " the first."
      })
  private Optional<Path> sheet = Optional.empty();

  @Option(
      names = "--list",
      paramLabel = "FILE.csv",
      description = {
        "Write a line of CSV for each misread image: its file, its index where the file holds many,"
            + " its class, the answer and its margin; of a line of digits what it says, what was read"
            + " and the confidence."
      })
  private Optional<Path> list = Optional.empty();

  @Option(
      names = "--top",
      paramLabel = "K",
      converter = Numbers.Count.class,
      defaultValue = "3",
      description = "Count as right, too, whose class is among the K best; ${DEFAULT-VALUE}.")
  private int top;

  @Option(
      names = "--pattern",
      paramLabel = "PATTERN",
      description = "For lines: what they may say, as for lenet read.")
  private Optional<String> pattern = Optional.empty();

  @Option(names = "--json", description = "Print JSON and nothing else.")
  private boolean json;

  @Spec private CommandSpec spec;

  /**
   * The outcome as JSON; a row of the confusion matrix for each label, a column for each answer.
   */
  private record Outcome(
      String model,
      String data,
      int samples,
      int errors,
      double errorRate,
      List<String> classes,
      List<List<Integer>> confusion,
      List<Double> precision,
      List<Double> recall,
      List<Double> f1,
      double macroF1,
      int top,
      double topAccuracy) {}

  @Override
  public Integer call() throws IOException {
    sheet.ifPresent(file -> OutputFiles.require(file, spec));
    list.ifPresent(file -> OutputFiles.require(file, spec));
    Optional<LabelledLines> lines = LabelledLines.of(data.source());
    if (lines.isPresent()) {
      return score(lines.get());
    }
    if (pattern.isPresent()) {
      throw new ParameterException(
          spec.commandLine(), "--pattern is for lines; " + data.source() + " holds single images");
    }
    Model loaded = ModelFiles.open(model);
    PictureFit fitted = fit.fit(loaded);
    Optional<ImageStream> test = DataSets.streamTest(data.source(), fitted);
    Evaluation evaluation;
    try (ImageStream images = test.isPresent() ? test.get() : training(fitted);
        Selection selection = device.open();
        Classifier classifier = new Classifier(selection.backend(), loaded)) {
      int kept = list.isPresent() ? Integer.MAX_VALUE : sheet.isPresent() ? MOST_MISTAKES : 0;
      evaluation = Evaluation.of(classifier, noticing(images, classifier, fitted), kept);
      if (list.isPresent()) {
        MistakeList.write(list.get(), data.source(), images, evaluation);
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonOutput.print(
          out,
          new Outcome(
              ModelFiles.name(model),
              data.source(),
              evaluation.samples(),
              evaluation.errors(),
              evaluation.errorRate(),
              evaluation.classes(),
              evaluation.confusion(),
              ofEach(evaluation, evaluation::precision),
              ofEach(evaluation, evaluation::recall),
              ofEach(evaluation, evaluation::f1),
              evaluation.macroF1(),
              top,
              evaluation.topAccuracy(top)));
    } else {
      printConfusion(evaluation, out);
      out.println(
          String.format(
              Locale.ROOT,
              "mean F1 %.4f, top-%d accuracy %.2f %%",
              evaluation.macroF1(),
              top,
              100 * evaluation.topAccuracy(top)));
      String name = test.isPresent() ? "test error " : "error on all images ";
      out.println(name + ErrorRate.of(evaluation));
    }
    out.flush();
    // After the results, which a sheet that cannot be drawn must not take away.
    if (sheet.isPresent()) {
      try (ImageStream again = test.isPresent() ? test(fitted) : training(fitted)) {
        Pictures.writePng(
            sheet.get(), MistakeSheet.draw(again, fitted.maps(), evaluation.first(MOST_MISTAKES)));
      }
    }
    return 0;
  }

  private int score(LabelledLines labelled) throws IOException {
    ReadingOptions options;
    try {
      options = new ReadingOptions(pattern.map(Grammars::named), 1);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    List<ReadLine> lines =
        labelled.files().stream().map(file -> ReadLine.open(file, true).get(0)).toList();
    List<InkImage> inks =
        lines.stream().flatMap(line -> line.line().stream()).map(PageRows.Row::ink).toList();
    Model loaded = ReadingMethod.GRAPH.model(model);
    List<Reading> readings;
    try (Selection selection = device.open();
        LineReader reader = new GraphReader(selection.backend(), loaded, LineReader.MOST_LOOKS)) {
      readings = reader.read(inks, options);
    }
    List<ReadResult> results = new ArrayList<>();
    int next = 0;
    for (ReadLine line : lines) {
      line.failure().ifPresent(failure -> Failures.tell(failure, spec.commandLine()));
      Reading reading = line.line().isPresent() ? readings.get(next++) : Reading.BLANK;
      results.add(new ReadResult(line, reading, 0));
    }
    boolean named = loaded.classes().stream().anyMatch(name -> name.length() > 1);
    LineScore score = new LineScore(results, labelled.texts(), named);
    if (list.isPresent()) {
      MistakeList.write(list.get(), score);
    }
    if (sheet.isPresent()) {
      Pictures.writePng(sheet.get(), LineMistakes.draw(score));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonOutput.print(out, score.json());
    } else {
      score.print(out);
    }
    return lines.stream().anyMatch(line -> line.failure().isPresent()) ? 1 : 0;
  }

  /** Pictures are turned round as they are read; images of data files are taken as they are. */
  private ImageStream noticing(ImageStream images, Classifier classifier, PictureFit fitted) {
    boolean pictures = images.count() > 0 && images.name(0).isPresent();
    return pictures || fitted.maps() > 1 || !fit.stored().equals(Stored.USUAL)
        ? images
        : new StoredGuess(images, classifier, data.source(), spec.commandLine());
  }

  private ImageStream test(PictureFit fitted) throws IOException {
    return DataSets.streamTest(data.source(), fitted).orElseThrow();
  }

  private ImageStream training(PictureFit fitted) throws IOException {
    return DataSets.streamTraining(data.source(), fitted);
  }

  private static List<Double> ofEach(Evaluation evaluation, IntToDoubleFunction figure) {
    return IntStream.range(0, evaluation.classes().size()).mapToDouble(figure).boxed().toList();
  }

  private static String percent(double part) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * part);
  }

  private static void printConfusion(Evaluation evaluation, PrintWriter out) {
    List<String> classes = evaluation.classes();
    TextTable table = new TextTable();
    List<Object> heading = new ArrayList<>(List.of("label \\ read as"));
    heading.addAll(classes);
    heading.addAll(List.of("error", "precision", "recall", "F1"));
    table.row(heading.toArray());
    for (int label = 0; label < classes.size(); label++) {
      List<Object> row = new ArrayList<>(List.of(classes.get(label)));
      row.addAll(evaluation.confusion().get(label));
      row.add(percent(evaluation.errorRate(label)));
      row.add(percent(evaluation.precision(label)));
      row.add(percent(evaluation.recall(label)));
      row.add(String.format(Locale.ROOT, "%.4f", evaluation.f1(label)));
      table.row(row.toArray());
    }
    table.print(out);
    out.println();
  }
}
