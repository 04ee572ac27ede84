package io.github.lenetcl.cli;

import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.data.DigitImage;
import io.github.lenetcl.data.Pictures;
import io.github.lenetcl.evaluation.Answer;
import io.github.lenetcl.evaluation.Classifier;
import io.github.lenetcl.model.Model;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lenet classify}: reads pictures of single digits. */
@Command(
    name = "classify",
    header = "Read a picture of a digit, or several.",
    description = {
      "Any PNG or JPEG: dark on light or light on dark, of any size and colour. The digit is found,"
          + " fitted into 20x20 and centred by mass in 28x28. Prints the class, its margin (by how"
          + " much the next penalty is larger) and all penalties, of which the smallest wins. A"
          + " blank picture is no digit. The exit code is 1 if a picture cannot be read."
    },
    footer = {
      "",
      "Examples:",
      "  lenet classify digit.png",
      "  lenet classify --model digits.safetensors --json scans/*.png"
    })
final class ClassifyCommand implements Callable<Integer> {

  @Option(names = "--model", paramLabel = "MODEL", description = ModelFiles.HELP)
  private Optional<Path> model = Optional.empty();

  @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "PNG or JPEG files.")
  private List<Path> images;

  @Mixin private DeviceOption device;

  @Option(names = "--json", description = "Print a JSON list, an object for each picture.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Model loaded = ModelFiles.open(model);
    PrintWriter out = spec.commandLine().getOut();
    List<Map<String, Object>> results = new ArrayList<>();
    boolean failed = false;
    try (Selection selection = device.open();
        Classifier classifier = new Classifier(selection.backend(), loaded)) {
      for (Path image : images) {
        try {
          Optional<Answer> answer = classify(classifier, image);
          results.add(describe(image, answer, loaded.classes()));
          if (!json) {
            print(image, answer, loaded.classes(), out);
          }
        } catch (IOException e) {
          failed = true;
          Failures.tell(e, spec.commandLine());
          results.add(describe(image, e));
        }
      }
    }
    if (json) {
      JsonOutput.print(out, results);
    }
    return failed ? 1 : 0;
  }

  private static Optional<Answer> classify(Classifier classifier, Path image) throws IOException {
    return DigitImage.normalise(Pictures.read(image))
        .map(digit -> classifier.classify(digit, DigitImage.SIDE, DigitImage.SIDE));
  }

  private static void print(
      Path image, Optional<Answer> answer, List<String> classes, PrintWriter out) {
    if (answer.isEmpty()) {
      out.println(image + ": no digit");
      return;
    }
    StringBuilder penalties = new StringBuilder("  penalties");
    float[] values = answer.get().penalties();
    for (int i = 0; i < values.length; i++) {
      String name = classes.get(i);
      penalties.append(String.format(Locale.ROOT, "  %s: %.1f", name, values[i]));
    }
    out.println(
        String.format(
            Locale.ROOT, "%s: %s, margin %.1f", image, answer.get().name(), answer.get().margin()));
    out.println(penalties);
  }

  private static Map<String, Object> describe(Path image, IOException failure) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("image", image.toString());
    result.put("error", Failures.message(failure));
    return result;
  }

  private static Map<String, Object> describe(
      Path image, Optional<Answer> answer, List<String> classes) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("image", image.toString());
    result.put("digit", answer.map(Answer::name).orElse(null));
    if (answer.isPresent()) {
      Map<String, Float> penalties = new LinkedHashMap<>();
      float[] values = answer.get().penalties();
      for (int i = 0; i < values.length; i++) {
        penalties.put(classes.get(i), values[i]);
      }
      result.put("margin", answer.get().margin());
      answer.get().rubbish().ifPresent(rubbish -> result.put("rubbish", rubbish));
      result.put("penalties", penalties);
    }
    return result;
  }
}
