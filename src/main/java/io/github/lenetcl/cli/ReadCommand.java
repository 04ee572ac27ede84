package io.github.lenetcl.cli;

import io.github.lenetcl.cli.json.JsonOutput;
import io.github.lenetcl.cli.json.ReadingFields;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.data.AtomicFile;
import io.github.lenetcl.data.Extent;
import io.github.lenetcl.data.InkImage;
import io.github.lenetcl.data.Pictures;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.reading.Candidate;
import io.github.lenetcl.reading.ExplainingReader;
import io.github.lenetcl.reading.LineReader;
import io.github.lenetcl.reading.Reading;
import io.github.lenetcl.reading.ReadingOptions;
import io.github.lenetcl.reading.Sweeping;
import io.github.lenetcl.reading.Symbol;
import io.github.lenetcl.reading.graph.Grammars;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lenet read}: reads pictures of whole numbers. */
@Command(
    name = "read",
    header = "Read a picture of a number, or several.",
    description = {
      "Any PNG or JPEG of a line of digits, touching or not: dark on light or light on dark, of any"
          + " size and colour. Prints the number, its confidence (0 to 1) and each digit with its"
          + " box; what was not read with enough confidence, or does not fit the pattern, is 'not"
          + " read'. The exit code is 1 if a picture cannot be opened."
    },
    footer = {
      "",
      "Examples:",
      "  lenet read number.png",
      "  lenet read --pattern '\\d{5}' --reject 0.9 scans/*.png",
      "  lenet read --pattern luhn --n-best 3 --json card.png",
      "  lenet read --explain number.svg number.png",
      "  lenet read --looks 1 --json many/*.png",
      "  lenet read --method sdnn --model lines.safetensors number.png",
      "  lenet read --method sdnn --scales 1,0.8,1.25 --heights 3 uneven.png"
    })
final class ReadCommand implements Callable<Integer> {

  @Option(names = "--model", paramLabel = "MODEL", description = ModelFiles.HELP)
  private Optional<Path> model = Optional.empty();

  @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "PNG or JPEG files.")
  private List<Path> images;

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      defaultValue = "graph",
      description = {
        "graph: too many cuts, and the cheapest path through the pieces (where nothing is said);"
            + " sdnn: the network swept over the line, without cuts, for models that recipe sdnn"
            + " trained."
      })
  private ReadingMethod method;

  @Option(
      names = "--looks",
      paramLabel = "N",
      defaultValue = "" + LineReader.MOST_LOOKS,
      description = {
        "Look at a line that stays in doubt so often, 1 to 6: slanted, and shifted (graph) or larger"
            + " (sdnn). Fewer take less time and make more errors; 6 where nothing is said."
      })
  private int looks;

  @Option(
      names = "--scales",
      paramLabel = "X",
      split = ",",
      description = {
        "For sdnn: how much larger than usual the line is shown to the network, once for each of"
            + " these, such as 1,0.8,1.25 where digits differ in size; 1 where nothing is said."
      })
  private List<Double> scales = List.of();

  @Option(
      names = "--heights",
      paramLabel = "N",
      description = {
        "For sdnn: at so many heights, such as 3 where digits stand high and low; 1 where nothing is"
            + " said."
      })
  private Optional<Integer> heights = Optional.empty();

  @Option(
      names = "--pattern",
      paramLabel = "PATTERN",
      description = {
        "What a number may be: digits as they are, \\d for any, [1-3] for some, {5} {3,7} ? * + to"
            + " repeat, | and ( ); or a name: luhn (a check digit), date, amount."
      })
  private Optional<String> pattern = Optional.empty();

  @Option(
      names = "--n-best",
      paramLabel = "N",
      defaultValue = "1",
      description = "Print so many different numbers, the best first; 1 where nothing is said.")
  private int candidates;

  @Option(
      names = "--reject",
      paramLabel = "P",
      defaultValue = "0",
      converter = Numbers.Part.class,
      description = "Do not read what has less confidence than this; 0 where nothing is said.")
  private double threshold;

  @Option(
      names = "--explain",
      paramLabel = "FILE.svg",
      description = {
        "Draw how the first picture is read, an SVG file: the cuts, the graph and the best path, or"
            + " what the swept network says at each position."
      })
  private Optional<Path> explanation = Optional.empty();

  @Mixin private DeviceOption device;

  @Option(names = "--json", description = "Print a JSON list, an object for each picture.")
  private boolean json;

  @Spec private CommandSpec spec;

  /**
   * A picture, or why there is none.
   *
   * @param image its file
   * @param ink the line
   * @param failure why it cannot be read
   */
  private record Line(Path image, Optional<InkImage> ink, Optional<IOException> failure) {

    static Line open(Path image) {
      try {
        return new Line(image, Optional.of(InkImage.of(Pictures.read(image))), Optional.empty());
      } catch (IOException e) {
        return new Line(image, Optional.empty(), Optional.of(e));
      }
    }
  }

  @Override
  public Integer call() throws IOException {
    ReadingOptions options = options();
    Sweeping sweeping = sweeping();
    if (explanation.isPresent()) {
      OutputFiles.require(explanation.get(), spec);
    }
    Model loaded = method.model(model);
    List<Line> lines = images.stream().map(Line::open).toList();
    List<InkImage> inks = lines.stream().map(Line::ink).flatMap(Optional::stream).toList();
    List<Reading> readings;
    try (Selection selection = device.open();
        ExplainingReader reader = method.open(selection.backend(), loaded, sweeping)) {
      readings = reader.read(inks, options);
      if (explanation.isPresent() && !inks.isEmpty()) {
        String drawing = reader.explain(inks.get(0), options);
        AtomicFile.write(
            explanation.get(), out -> out.write(drawing.getBytes(StandardCharsets.UTF_8)));
      }
    }
    tell(lines, readings.stream().map(each -> each.orRejected(threshold)).toList());
    return inks.size() < lines.size() ? 1 : 0;
  }

  private ReadingOptions options() {
    try {
      return new ReadingOptions(pattern.map(Grammars::named), candidates);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private Sweeping sweeping() {
    if (method != ReadingMethod.SDNN && !(scales.isEmpty() && heights.isEmpty())) {
      throw new ParameterException(
          spec.commandLine(), "--scales and --heights are for --method sdnn");
    }
    try {
      List<Double> all = scales.isEmpty() ? Sweeping.ONCE.scales() : scales;
      return new Sweeping(all, heights.orElse(1), looks);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private void tell(List<Line> lines, List<Reading> readings) {
    PrintWriter out = spec.commandLine().getOut();
    List<Map<String, Object>> results = new ArrayList<>();
    int next = 0;
    for (Line line : lines) {
      if (line.failure().isPresent()) {
        Failures.tell(line.failure().get(), spec.commandLine());
        results.add(describe(line.image(), line.failure().get()));
        continue;
      }
      Reading reading = readings.get(next++);
      results.add(describe(line.image(), reading));
      if (!json) {
        print(EscapingWriter.escaped(line.image().toString()), reading, out);
      }
    }
    if (json) {
      JsonOutput.print(out, results);
    }
  }

  private static void print(String image, Reading reading, PrintWriter out) {
    if (reading.best().isEmpty()) {
      out.printf(Locale.ROOT, "%s: not read, confidence %.3f%n", image, reading.confidence());
      return;
    }
    String text = reading.text().isEmpty() ? "no digits" : reading.text();
    out.printf(Locale.ROOT, "%s: %s, confidence %.3f%n", image, text, reading.confidence());
    for (Symbol symbol : reading.best().get().symbols()) {
      Extent box = symbol.box();
      out.printf(
          Locale.ROOT,
          "  %s  columns %d to %d, rows %d to %d, penalty %.2f%n",
          symbol.text(),
          box.left(),
          box.right() - 1,
          box.top(),
          box.bottom() - 1,
          symbol.penalty());
    }
    for (Candidate other : reading.candidates().subList(1, reading.candidates().size())) {
      out.printf(Locale.ROOT, "  or %s, confidence %.3f%n", other.text(), other.share());
    }
  }

  private static Map<String, Object> describe(Path image, IOException failure) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("image", image.toString());
    result.put("error", Failures.message(failure));
    return result;
  }

  private static Map<String, Object> describe(Path image, Reading reading) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("image", image.toString());
    result.putAll(ReadingFields.of(reading));
    return result;
  }
}
