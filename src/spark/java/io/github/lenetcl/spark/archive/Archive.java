package io.github.lenetcl.spark.archive;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.spark.LenetSpark;
import io.github.lenetcl.spark.RecogniserSettings;
import io.github.lenetcl.spark.archive.Ledger.Table;
import io.github.lenetcl.spark.source.Listing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Reads an archive, wave by wave. */
final class Archive {

  /** Rows of a file of the tables. */
  private static final long ROWS = 1_000_000;

  private static final String ANSWER = "answer";
  private static final String ROW = "row";

  private final SparkSession spark;
  private final ArchiveSettings settings;
  private final Consumer<String> told;
  private final Ledger ledger;

  Archive(SparkSession spark, ArchiveSettings settings, Consumer<String> told) throws IOException {
    this.spark = spark;
    this.settings = settings;
    this.told = told;
    this.ledger = new Ledger(settings.output());
    LenetSpark.register(spark);
  }

  /** Does what is not done yet, and sums up. */
  Summary run() throws IOException {
    RecogniserSettings models =
        (settings.task().reads()
                ? LenetSpark.lines(settings.model())
                : LenetSpark.digits(settings.model()))
            .settings();
    List<Listing.Found> files = Listing.of(settings.inputs());
    if (files.isEmpty()) {
      throw BadInputException.of(
          String.join(", ", settings.inputs()), "content", "nothing", "pictures");
    }
    InputForm form =
        settings.form().isPresent() ? settings.form().get() : InputForm.of(files.get(0));
    ledger.require(settings.described(models));
    ledger.clean();
    Set<String> done = ledger.done();
    List<Unit> units = form.units(spark, files);
    List<Unit> left = units.stream().filter(unit -> !done.contains(unit.key())).toList();
    told.accept(
        "%s: %,d %s, %,d of them done before"
            .formatted(
                form,
                units.size(),
                form == InputForm.IDX ? "parts" : "files",
                units.size() - left.size()));
    long start = System.nanoTime();
    int wave = ledger.waves().stream().mapToInt(each -> each).max().orElse(0);
    long rows = 0;
    for (List<Unit> each : waves(left)) {
      wave++;
      long count = read(form, wave, each);
      rows += count;
      double seconds = (System.nanoTime() - start) / 1e9;
      told.accept(
          "wave %d: %,d %s, %.0f/s"
              .formatted(wave, count, settings.task().counted(), rows / seconds));
    }
    Summary summary = Summary.of(spark, ledger, rows, (System.nanoTime() - start) / 1e9);
    ledger.write("summary.json", summary.json());
    return summary;
  }

  private List<List<Unit>> waves(List<Unit> units) {
    List<List<Unit>> waves = new ArrayList<>();
    List<Unit> wave = new ArrayList<>();
    long weight = 0;
    for (Unit unit : units) {
      wave.add(unit);
      weight += unit.weight();
      if (weight >= settings.wave()) {
        waves.add(List.copyOf(wave));
        wave.clear();
        weight = 0;
      }
    }
    if (!wave.isEmpty()) {
      waves.add(List.copyOf(wave));
    }
    return waves;
  }

  /** Reads a wave into a folder of its own, shares it out, and makes it count. */
  private long read(InputForm form, int wave, List<Unit> units) throws IOException {
    String work = ledger.work().toString();
    answered(form.rows(spark, units, settings)).write().mode("overwrite").parquet(work);
    Dataset<Row> all = spark.read().parquet(work);
    long count = all.count();
    int parts = (int) (1 + count / ROWS);
    Column unread = functions.col("reason").isNotNull();
    write(all.filter(unread).drop("text", "confidence", "digits"), parts, Table.UNREAD, wave);
    write(all.filter(functions.not(unread)).drop("reason"), parts, Table.ANSWERS, wave);
    ledger.finish(wave, units);
    return count;
  }

  private void write(Dataset<Row> rows, int parts, Table table, int wave) {
    Path folder = ledger.part(table, wave);
    rows.coalesce(parts).write().mode("overwrite").parquet(folder.toString());
  }

  private Dataset<Row> answered(Dataset<Row> pictures) {
    Task task = settings.task();
    List<Column> arguments = new ArrayList<>(List.of(functions.col(InputForm.IMAGE)));
    if (task.reads()) {
      arguments.add(functions.lit(settings.pattern().orElse(null)).cast("string"));
    }
    settings.model().ifPresent(model -> arguments.add(functions.lit(model)));
    Column answer = functions.call_function(task.function(), arguments.toArray(Column[]::new));
    List<Column> kept =
        new ArrayList<>(List.of(functions.col(InputForm.PATH), functions.col(InputForm.INDEX)));
    settings.keep().forEach(name -> kept.add(functions.col(name)));

    List<Column> answered = new ArrayList<>(kept);
    answered.add(functions.col(InputForm.FAILURE));
    if (task == Task.PAGES) {
      answered.add(functions.posexplode_outer(answer).as(new String[] {ROW, ANSWER}));
    } else {
      answered.add(answer.as(ANSWER));
    }
    List<Column> columns = new ArrayList<>(kept);
    if (task == Task.PAGES) {
      columns.add(functions.col(ROW));
    }
    columns.add(functions.col("answer.text").as("text"));
    columns.add(functions.col("answer.confidence").as("confidence"));
    if (task.reads()) {
      columns.add(functions.col("answer.digits").as("digits"));
    }
    columns.add(functions.col(task.reads() ? "answer.seen" : "answer.text").as("seen"));
    columns.add(reason().as("reason"));
    return pictures.select(answered.toArray(Column[]::new)).select(columns.toArray(Column[]::new));
  }

  /** Why there is no answer; null where there is one. */
  private Column reason() {
    Column doubtful =
        functions.when(
            functions.col("answer.confidence").lt(settings.least()),
            functions.concat(
                functions.lit("confidence is "),
                functions.round(functions.col("answer.confidence"), 4),
                functions.lit(", wanted " + settings.least())));
    Column missing =
        functions.when(functions.col("answer").isNull(), functions.lit("there is no picture"));
    return functions.coalesce(
        functions.col(InputForm.FAILURE), functions.col("answer.reason"), missing, doubtful);
  }
}
