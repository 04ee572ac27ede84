package io.github.lenetcl.cli.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.cli.Lenet;
import io.github.lenetcl.cli.Run;
import io.github.lenetcl.cli.Samples;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command that goes on with a stopped run, for every option that train has. */
class ResumeLineTest {

  /** What every run has, or what starts or resumes one. */
  private static final List<String> APART =
      List.of("--help", "--version", "--verbose", "--data", "--out", "--device", "--resume");

  /** A value of each option, and what it needs beside it. */
  private static final Map<String, List<String>> VALUES =
      Map.ofEntries(
          Map.entry("--also", List.of("embedded:100")),
          Map.entry("--photographed", List.of("20")),
          Map.entry("--limit", List.of("150")),
          Map.entry("--init", List.of("MODEL")),
          Map.entry("--new-classes", List.of("--init", "MODEL")),
          Map.entry("--invert", List.of()),
          Map.entry("--transpose", List.of()),
          Map.entry("--average", List.of("MODEL")),
          Map.entry("--validation-split", List.of("0.2")),
          Map.entry("--early-stopping", List.of("5", "--validation-split", "0.2")),
          Map.entry("--keep-last", List.of("--validation-split", "0.2")),
          Map.entry("--class-weights", List.of("balanced")),
          Map.entry("--fit", List.of("box")),
          Map.entry("--grid", List.of("20x20")),
          Map.entry("--network", List.of("lenet-plain")),
          Map.entry("--recipe", List.of("sgd")),
          Map.entry("--loss", List.of("mse")),
          Map.entry("--j", List.of("3")),
          Map.entry("--optimizer", List.of("momentum")),
          Map.entry("--l2", List.of("0.01", "--optimizer", "adam")),
          Map.entry("--weight-decay", List.of("0.01", "--optimizer", "adamw")),
          Map.entry("--label-smoothing", List.of("0.1", "--network", "lenet-keras")),
          Map.entry("--clip", List.of("0.5", "--optimizer", "sgd")),
          Map.entry("--schedule", List.of("cosine", "--optimizer", "nesterov")),
          Map.entry("--epochs", List.of("3")),
          Map.entry("--batch", List.of("16")),
          Map.entry("--lr", List.of("0.003")),
          Map.entry("--distort", List.of("0.5,rotation=3")),
          Map.entry("--elastic", List.of("20,4")),
          Map.entry("--no-shuffle", List.of()),
          Map.entry("--watch", List.of("0")),
          Map.entry("--steps", List.of("20")),
          Map.entry("--seed", List.of("9")),
          Map.entry("--scaling", List.of("per-pixel")),
          Map.entry("--log", List.of("LOG")));

  @TempDir Path folder;

  private static CommandSpec spec() {
    return Lenet.commandLine("train").getSubcommands().get("train").getCommandSpec();
  }

  static Stream<String> options() {
    return spec().options().stream()
        .map(OptionSpec::longestName)
        .filter(name -> !APART.contains(name));
  }

  @ParameterizedTest
  @MethodSource("options")
  void leadsToWhatAnUnbrokenRunGives(String option) throws IOException {
    List<String> value = VALUES.get(option);
    assertTrue(value != null, option + ": a value is wanted here, to prove that it is resumed");
    byte[] unbroken = result("unbroken", option, value, false);
    assertArrayEquals(unbroken, result("resumed", option, value, true), option);
  }

  private byte[] result(String name, String option, List<String> value, boolean broken)
      throws IOException {
    Path out = folder.resolve(name + ".safetensors");
    List<String> args = new ArrayList<>(List.of("train", "--data", "embedded", "--device", "cpu"));
    args.addAll(List.of("--out", out.toString(), option));
    for (String word : value) {
      switch (word) {
        case "MODEL" -> args.add(Samples.model(folder).toString());
        case "LOG" -> args.add(folder.resolve(name + ".csv").toString());
        default -> args.add(word);
      }
    }
    if (!option.equals("--limit")) {
      args.addAll(List.of("--limit", "160"));
    }
    if (!option.equals("--epochs")) {
      args.addAll(List.of("--epochs", "2"));
    }
    if (!broken) {
      Run run = Run.of(args.toArray(String[]::new));
      assertEquals(0, run.code(), run.err());
      return Files.readAllBytes(out);
    }
    List<String> line = words(stopped(args).lastLine());
    assertEquals("lenet", line.get(0));
    Run resumed = Run.of(line.subList(1, line.size()).toArray(String[]::new));
    assertEquals(0, resumed.code(), line + ": " + resumed.err());
    assertTrue(resumed.out().contains("going on in pass"), resumed.out());
    return Files.readAllBytes(out);
  }

  /** Runs the command until it asks for the second time whether to stop. */
  private static Run stopped(List<String> args) {
    CommandLine command = Lenet.commandLine("train");
    TrainCommand train = command.getSubcommands().get("train").getCommand();
    AtomicInteger asked = new AtomicInteger();
    train.stopWhen(() -> asked.incrementAndGet() >= 2);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        command
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(args.toArray(String[]::new));
    Run run = new Run(code, out.toString(), err.toString());
    assertEquals(1, code, run.err());
    return run;
  }

  /** Splits a line as a shell does. */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = Pattern.compile("'([^']*)'|(\\S+)").matcher(line);
    while (word.find()) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1));
    }
    return words;
  }

  @Test
  void keepsWhereTheFilesAreAndQuotesThem() {
    assertEquals(
        "lenet train --data 'my digits' --out m.safetensors --resume c.safetensors",
        ResumeLine.of(
            spec(),
            List.of(
                "train",
                "--init",
                "a",
                "--data",
                "my digits",
                "--no-shuffle",
                "--out",
                "m.safetensors",
                "--resume=b",
                "--lr=0.1"),
            Path.of("c.safetensors")));
  }

  /** Given again by hand, a penalty or a clip takes the place of the checkpoint's. */
  @Test
  void penaltyAndClipAreNotPutOnTwice() {
    Path out = folder.resolve("m.safetensors");
    List<String> given = List.of("--optimizer", "adam", "--l2", "0.01", "--clip", "2");
    List<String> args = new ArrayList<>(List.of("train", "--data", "embedded", "--limit", "64"));
    args.addAll(List.of("--out", out.toString(), "--device", "cpu", "--epochs", "1"));
    args.addAll(given);
    assertEquals(0, Run.of(args.toArray(String[]::new)).code());
    args.removeAll(List.of("--optimizer", "adam"));
    args.addAll(List.of("--resume", folder.resolve("m.checkpoint.safetensors").toString()));
    Run resumed = Run.of(args.toArray(String[]::new));
    assertEquals(0, resumed.code(), resumed.err());
  }
}
