package io.github.lenetcl.cli;

import io.github.lenetcl.cli.json.JsonOutput;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.ImageStream;
import io.github.lenetcl.evaluation.Classifier;
import io.github.lenetcl.evaluation.Evaluation;
import io.github.lenetcl.evaluation.MistakeSheet;
import io.github.lenetcl.model.Model;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lenet evaluate}: how many test images a model misreads. */
@Command(
    name = "evaluate",
    header = "Count the test images that a model misreads.",
    description = {
      "Prints which class was read as which, and ends with the error rate. Where the data has no"
          + " test images, all its images are evaluated. IDX files are read as they are"
          + " classified, so that they may be larger than the memory."
    },
    footer = {
      "",
      "Examples:",
      "  lenet evaluate --data mnist",
      "  lenet evaluate digits.safetensors --data embedded --mistakes mistakes.png"
    })
final class EvaluateCommand implements Callable<Integer> {

  private static final int MOST_MISTAKES = 10_000;

  @Parameters(arity = "0..1", paramLabel = "MODEL", description = ModelFiles.HELP)
  private Optional<Path> model = Optional.empty();

  @Mixin private DataOption data;

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
      List<List<Integer>> confusion) {}

  @Override
  public Integer call() throws IOException {
    sheet.ifPresent(file -> OutputFiles.require(file, spec));
    Model loaded = ModelFiles.open(model);
    Optional<ImageStream> test = DataSets.streamTest(data.source());
    Evaluation evaluation;
    try (ImageStream images = test.isPresent() ? test.get() : training();
        Selection selection = device.open();
        Classifier classifier = new Classifier(selection.backend(), loaded)) {
      evaluation = Evaluation.of(classifier, images, sheet.isPresent() ? MOST_MISTAKES : 0);
    }
    if (sheet.isPresent()) {
      try (ImageStream again = test.isPresent() ? test() : training()) {
        OutputFiles.writePng(sheet.get(), MistakeSheet.draw(again, evaluation));
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
              evaluation.confusion()));
    } else {
      printConfusion(evaluation, out);
      String name = test.isPresent() ? "test error " : "error on all images ";
      out.println(name + ErrorRate.of(evaluation));
    }
    return 0;
  }

  private ImageStream test() throws IOException {
    return DataSets.streamTest(data.source()).orElseThrow();
  }

  private ImageStream training() throws IOException {
    return DataSets.streamTraining(data.source());
  }

  private static void printConfusion(Evaluation evaluation, PrintWriter out) {
    List<String> classes = evaluation.classes();
    TextTable table = new TextTable();
    List<Object> heading = new ArrayList<>(List.of("label \\ read as"));
    heading.addAll(classes);
    heading.add("error");
    table.row(heading.toArray());
    for (int label = 0; label < classes.size(); label++) {
      List<Object> row = new ArrayList<>(List.of(classes.get(label)));
      row.addAll(evaluation.confusion().get(label));
      row.add(String.format(Locale.ROOT, "%.2f %%", 100 * evaluation.errorRate(label)));
      table.row(row.toArray());
    }
    table.print(out);
    out.println();
  }
}
