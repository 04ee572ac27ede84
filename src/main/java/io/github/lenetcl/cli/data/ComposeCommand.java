package io.github.lenetcl.cli.data;

import io.github.lenetcl.cli.options.DataOption;
import io.github.lenetcl.cli.terminal.EscapingWriter;
import io.github.lenetcl.data.AtomicFile;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.DataSplit;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.data.Pictures;
import io.github.lenetcl.reading.Alphabet;
import io.github.lenetcl.reading.compose.ComposedLine;
import io.github.lenetcl.reading.compose.LineComposer;
import io.github.lenetcl.reading.compose.LineStyle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lenet compose}: sets digits of a data set into lines. */
@Command(
    name = "compose",
    header = "Compose lines of digits, to learn from and to test on.",
    description = {
      "Writes a PNG file for each line, and labels.csv, which tells the file and what the line says."
          + " Test digits are taken where there are any. The same options give the same lines."
    },
    footer = {
      "",
      "Examples:",
      "  lenet compose --data embedded --count 20 --out lines",
      "  lenet compose --data mnist --count 2000 --length 5 --overlap 4 --out overlapping",
      "  lenet compose --data mnist --count 100 --overlap -3 --joins 0.5 --ruled --out forms"
    })
public final class ComposeCommand implements Callable<Integer> {

  /** How many pixels gaps differ, where digits stand apart. */
  private static final int VARIATION = 5;

  @Mixin private DataOption data;

  @Option(names = "--training", description = "Take the training digits.")
  private boolean training;

  @Option(
      names = "--count",
      paramLabel = "N",
      required = true,
      description = "How many lines, 1 to 100000.")
  private int count;

  @Option(
      names = "--length",
      paramLabel = "N",
      defaultValue = "5",
      description = "Digits in a line; 5 where nothing is said.")
  private int length;

  @Option(
      names = "--overlap",
      paramLabel = "X",
      defaultValue = "-3",
      description = {
        "Neighbours have 0 to X columns in common at least; 0 for digits that just touch, -3 for"
            + " such that stand at least 3 pixels apart, which is the default."
      })
  private double overlap;

  @Option(
      names = "--joins",
      paramLabel = "P",
      defaultValue = "0",
      description = "How often a stroke is drawn between neighbours, 0 to 1.")
  private double joins;

  @Option(
      names = "--speckle",
      paramLabel = "P",
      defaultValue = "0.002",
      description = "Specks for each pixel; 0.002 where nothing is said.")
  private double speckle;

  @Option(names = "--ruled", description = "Draw a ruled line below the digits.")
  private boolean ruled;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The seed of all that is drawn; 1 where nothing is said.")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      required = true,
      description = "Where the files go; made if it is not there.")
  private Path folder;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (count < 1 || count > 100_000) {
      throw wrong("--count " + count + ", wanted 1 to 100000");
    }
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw wrong(folder + ": is a file, wanted a folder");
    }
    LineStyle style = style();
    DataSplit split = DataSets.open(data.source());
    LabelledImages set = training ? split.training() : split.test().orElse(split.training());
    Alphabet alphabet = Alphabet.of(set.classes());
    LineComposer composer = new LineComposer(set, style, seed);
    Files.createDirectories(folder);
    removeOld(folder.resolve("labels.csv"));
    StringBuilder labels = new StringBuilder("file,text\n");
    int digits = Integer.toString(count - 1).length();
    for (int i = 0; i < count; i++) {
      ComposedLine line = composer.compose(i);
      String name = String.format("line%0" + digits + "d.png", i);
      Pictures.writePng(folder.resolve(name), line.picture());
      labels.append(name).append(',').append(alphabet.spelled(line.text())).append('\n');
    }
    Path list = folder.resolve("labels.csv");
    AtomicFile.write(list, out -> out.write(labels.toString().getBytes(StandardCharsets.UTF_8)));
    spec.commandLine().getOut().println(EscapingWriter.escaped(list.toString()));
    return 0;
  }

  /** Removes what an earlier run left: the pictures that its list names, and no others. */
  private void removeOld(Path list) throws IOException {
    if (Files.exists(list)) {
      for (String line : Files.readAllLines(list)) {
        String name = line.substring(0, Math.max(0, line.indexOf(',')));
        if (name.matches("line\\d+\\.png")) {
          Files.deleteIfExists(folder.resolve(name));
        }
      }
    }
  }

  private LineStyle style() {
    try {
      return LineStyle.wide(length)
          .withGap(-overlap, overlap >= 0 ? 0 : VARIATION - overlap)
          .withJoins(joins)
          .withSpeckle(speckle)
          .withRule(ruled);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
