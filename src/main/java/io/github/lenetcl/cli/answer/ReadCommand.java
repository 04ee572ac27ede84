package io.github.lenetcl.cli.answer;

import io.github.lenetcl.cli.drawing.Caption;
import io.github.lenetcl.cli.options.DeviceOption;
import io.github.lenetcl.cli.options.PictureArguments;
import io.github.lenetcl.cli.terminal.Failures;
import io.github.lenetcl.cli.terminal.Numbers;
import io.github.lenetcl.cli.terminal.OutputFiles;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.data.AtomicFile;
import io.github.lenetcl.data.Pictures;
import io.github.lenetcl.data.ink.InkImage;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.reading.ExplainingReader;
import io.github.lenetcl.reading.LineReader;
import io.github.lenetcl.reading.Reading;
import io.github.lenetcl.reading.ReadingOptions;
import io.github.lenetcl.reading.Sweeping;
import io.github.lenetcl.reading.graph.Grammars;
import io.github.lenetcl.reading.segmentation.PageRows;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lenet read}: reads pictures of whole numbers. */
@Command(
    name = "read",
    header = "Read a picture of a number, or several.",
    description = {
      "Any picture of a line of digits, touching or not, or of a page of lines: dark on light or"
          + " light on dark, of any size and colour. Prints the number, how likely it is right (0 to"
          + " 1) and each digit with its box, rows and columns counted from 0 and the last one"
          + " included; JSON's boxes end with the row and the column after the last. A line that"
          + " is blank, that does not fit the pattern or of which too little is certain is not"
          + " read; what it looks like is told. The exit code is 1 if a picture cannot be opened;"
          + " the others are read."
    },
    footer = {
      "",
      "Examples:",
      "  lenet read number.png",
      "  lenet read --csv --out numbers.csv scans/",
      "  lenet read --pattern '\\d{5}' --reject 0.9 scans/*.png",
      "  lenet read --pattern luhn --n-best 3 --json card.png",
      "  lenet read --pattern amount:en --csv --out amounts.csv cheques/*.png",
      "  lenet read --pattern '\\d{3} \\d{3}' two-columns.png",
      "  lenet read --explain number.svg number.png",
      "  lenet read --looks 1 --json many/*.png",
      "  lenet read --method sdnn --model lines.safetensors number.png",
      "  lenet read --method sdnn --scales 1,0.8,1.25 --heights 3 uneven.png"
    })
public final class ReadCommand implements Callable<Integer> {

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = {
        "A model file, or the name of one in the jar: graph for method graph, sdnn for method sdnn"
            + " where nothing is said."
      })
  private Optional<Path> model = Optional.empty();

  @Mixin private PictureArguments pictures;

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
        "What a number may be: digits and the marks . , - / ( ) as they are (\\ before one with a"
            + " meaning), a blank for a gap several digits wide, \\d for any digit, [1-3] for some,"
            + " {5} {3,7} ? * + to repeat, | and ( ); or a name: amount (amount:de has a decimal comma,"
            + " amount:en a point), date (date:dmy, date:mdy, date:ymd), luhn, mod97 and ean (check"
            + " digits). All ink has to be explained: a line that says something else is not read."
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
        "Draw how each line is read, an SVG file: the cuts, the graph and the best path, or what the"
            + " swept network says at each position. The second line goes to FILE-2.svg, and so on."
      })
  private Optional<Path> explanation = Optional.empty();

  @Mixin private DeviceOption device;

  @Option(
      names = "--line",
      description = {
        "Each picture is one line, however it looks; where this is not said the rows of a page are"
            + " found and read one by one."
      })
  private boolean single;

  @Option(names = "--json", description = "Print a JSON list, an object for each line.")
  private boolean json;

  @Option(names = "--csv", description = "Print a line of CSV for each line.")
  private boolean csv;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write to a file what else would be printed.")
  private Optional<Path> target = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (json && csv) {
      throw new ParameterException(spec.commandLine(), "--json and --csv, wanted one of them");
    }
    ReadingOptions options = options();
    Sweeping sweeping = sweeping();
    explanation.ifPresent(file -> OutputFiles.require(file, spec));
    target.ifPresent(file -> OutputFiles.require(file, spec));
    Model loaded = method.model(model);
    List<ReadLine> lines = lines();
    List<InkImage> inks =
        lines.stream().flatMap(line -> line.line().stream()).map(PageRows.Row::ink).toList();
    List<Reading> readings;
    try (Selection selection = device.open();
        ExplainingReader reader = method.open(selection.backend(), loaded, sweeping)) {
      readings = read(reader, inks, options);
      String caption = Caption.of(method.caption(model), selection.backend().device());
      explain(reader, inks, options, caption);
    }
    List<ReadResult> results = new ArrayList<>();
    int next = 0;
    for (ReadLine line : lines) {
      Reading reading = line.line().isPresent() ? readings.get(next++) : Reading.BLANK;
      results.add(new ReadResult(line, reading.orRejected(threshold), threshold));
    }
    write(results);
    return tellFailures(lines);
  }

  private List<ReadLine> lines() throws IOException {
    List<ReadLine> lines = new ArrayList<>();
    pictures.forEach(
        spec,
        Pictures::isPicture,
        (name, file) -> lines.addAll(ReadLine.open(name, file, single, pictures.upright())),
        (name, failure) -> lines.add(ReadLine.failed(name, failure)));
    return lines;
  }

  /** What the reader cannot see is a wrong pattern. */
  private List<Reading> read(LineReader reader, List<InkImage> inks, ReadingOptions options) {
    try {
      return reader.read(inks, options);
    } catch (IllegalArgumentException e) {
      String hint = pattern.map(ReadCommand::hint).orElse("");
      throw new ParameterException(spec.commandLine(), e.getMessage() + hint, e);
    }
  }

  /** Returns what to say besides of a pattern with characters that nothing sees: the names. */
  private static String hint(String pattern) {
    return Grammars.names().contains(pattern)
        ? "; method graph sees marks"
        : "; '" + pattern + "' is none of the names " + String.join(", ", Grammars.names());
  }

  /** Draws each line: the first to the file, the others to files numbered from 2. */
  private void explain(
      ExplainingReader reader, List<InkImage> inks, ReadingOptions options, String caption)
      throws IOException {
    for (int i = 0; i < (explanation.isPresent() ? inks.size() : 0); i++) {
      Path first = explanation.orElseThrow();
      Path file = i == 0 ? first : OutputFiles.numbered(first, i + 1);
      String drawing = reader.explain(inks.get(i), options, caption);
      AtomicFile.write(file, out -> out.write(drawing.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private void write(List<ReadResult> results) throws IOException {
    ReadOutput output = json ? ReadOutput.JSON : csv ? ReadOutput.CSV : ReadOutput.TEXT;
    StringWriter text = new StringWriter();
    output.write(results, text);
    if (target.isPresent()) {
      AtomicFile.write(
          target.get(), out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    } else {
      spec.commandLine().getOut().print(text);
      spec.commandLine().getOut().flush();
    }
  }

  /** Tells of each picture that could not be opened, and how many there are. */
  private int tellFailures(List<ReadLine> lines) {
    List<Exception> failures = lines.stream().flatMap(line -> line.failure().stream()).toList();
    failures.forEach(failure -> Failures.tell(failure, spec.commandLine()));
    long all = lines.stream().map(ReadLine::image).distinct().count();
    if (!failures.isEmpty() && all > 1) {
      spec.commandLine()
          .getErr()
          .printf(Locale.ROOT, "%d of %d pictures could not be opened%n", failures.size(), all);
    }
    return failures.isEmpty() ? 0 : 1;
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
}
