package io.github.lenetcl.spark.archive;

import io.github.lenetcl.reading.graph.Grammars;
import io.github.lenetcl.spark.SparkCommand;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lenet-archive}: {@code spark-submit --class …LenetArchive lenet-cl-spark.jar}. */
@Command(
    name = "lenet-archive",
    header = "Read an archive of pictures on Spark.",
    description = {
      "Writes Parquet tables into the folder: answers, a row for each picture (or for each row of a"
          + " page), and unread, what could not be read with the reason; and summary.json. Work is committed wave by wave: the same"
          + " command again does what is not done yet, and new files too. One run at a time."
    },
    sortOptions = false)
public final class LenetArchive implements Callable<Integer> {

  @Parameters(
      paramLabel = "INPUT",
      arity = "1..*",
      description = {
        "Picture files, multipage TIFF among them, Parquet files with a column of them, or IDX files;"
            + " folders of these, or patterns, in any storage that Spark reaches."
      })
  private List<String> inputs = List.of();

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      required = true,
      description = "Where the tables go.")
  private String output = "";

  @Option(
      names = "--format",
      paramLabel = "FORM",
      description =
          "pictures, parquet or idx; what the first file begins like where it is not said.")
  private Optional<String> form = Optional.empty();

  @Option(
      names = "--column",
      paramLabel = "NAME",
      defaultValue = "image",
      description = "The column of Parquet files that has the pictures; ${DEFAULT-VALUE}.")
  private String column = "";

  @Option(
      names = "--keep",
      paramLabel = "NAME",
      split = ",",
      description = "Columns of Parquet files that go on into the tables.")
  private List<String> keep = List.of();

  @Option(
      names = "--lines",
      description = "Pictures are lines of digits; single digits where it is not said.")
  private boolean lines;

  @Option(
      names = "--pages",
      description =
          "Pictures are pages of lines: each row is found and read, and is a row of the tables.")
  private boolean pages;

  @Option(
      names = "--pattern",
      paramLabel = "PATTERN",
      description =
          "What a line may say, as in lenet read; implies --lines where --pages is not said.")
  private Optional<String> pattern = Optional.empty();

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = {
        "A model that comes with lenet-cl, or a model file, which the driver reads; #sha256=DIGEST may"
            + " follow."
      })
  private Optional<String> model = Optional.empty();

  @Option(
      names = "--reject",
      paramLabel = "P",
      defaultValue = "0",
      description = "An answer of less confidence is none; 0 where it is not said.")
  private double least;

  @Option(
      names = "--wave",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "About how many pictures are committed together; ${DEFAULT-VALUE}.")
  private long wave;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Tell this.")
  private boolean help;

  @Spec private CommandSpec spec;

  private final Supplier<SparkSession> spark;

  LenetArchive(Supplier<SparkSession> spark) {
    this.spark = spark;
  }

  /**
   * Runs the command.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    SparkCommand.run(LenetArchive::new, args);
  }

  @Override
  public Integer call() throws IOException {
    ArchiveSettings settings = settings();
    Archive archive = new Archive(spark.get(), settings, spec.commandLine().getErr()::println);
    spec.commandLine().getOut().print(archive.run().text());
    spec.commandLine().getOut().flush();
    return 0;
  }

  private ArchiveSettings settings() {
    try {
      if (lines && pages) {
        throw new IllegalArgumentException("--lines and --pages, wanted one of them");
      }
      if (least < 0 || least > 1 || wave < 1) {
        throw new IllegalArgumentException(
            "--reject %s and --wave %d, wanted 0 to 1 and 1 or more".formatted(least, wave));
      }
      pattern.ifPresent(Grammars::named); // what is no pattern is refused
      return new ArchiveSettings(
          inputs,
          output,
          form.map(InputForm::named),
          column,
          keep,
          pages ? Task.PAGES : lines || pattern.isPresent() ? Task.LINES : Task.DIGITS,
          pattern,
          model,
          least,
          wave);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
