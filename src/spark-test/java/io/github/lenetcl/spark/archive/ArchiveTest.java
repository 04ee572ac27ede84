package io.github.lenetcl.spark.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.spark.Sessions;
import io.github.lenetcl.spark.TestPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive: everything once, and on from where it was. */
class ArchiveTest {

  @TempDir Path folder;

  private final List<String> told = new ArrayList<>();

  private ArchiveSettings settings(Path input, double least, long wave, String... keep) {
    return new ArchiveSettings(
        List.of(input.toString()),
        folder.resolve("out").toString(),
        Optional.empty(),
        "image",
        List.of(keep),
        Task.DIGITS,
        Optional.empty(),
        Optional.empty(),
        least,
        wave);
  }

  private Summary run(ArchiveSettings settings) throws IOException {
    told.clear();
    return new Archive(Sessions.shared(), settings, told::add).run();
  }

  private Dataset<Row> table(String name) {
    return Sessions.shared().read().parquet(folder.resolve("out").resolve(name).toString());
  }

  private Path pictures(int count) throws IOException {
    Path pictures = Files.createDirectories(folder.resolve("pictures"));
    for (int i = 0; i < count; i++) {
      Files.write(pictures.resolve("digit%02d.png".formatted(i)), TestPictures.png(i));
    }
    Files.writeString(pictures.resolve("notes.png"), "no picture");
    return pictures;
  }

  @Test
  void everyPictureIsOnceInATable() throws Exception {
    Path pictures = pictures(10);
    Summary summary = run(settings(pictures, 0, 4));
    assertEquals(10, summary.answers());
    assertEquals(1, summary.unread());
    assertEquals(3, told.stream().filter(line -> line.startsWith("wave ")).count());
    assertEquals(10, table("answers").select("path", "index").distinct().count());
    Row unread = table("unread").first();
    assertTrue(unread.<String>getAs("path").endsWith("notes.png"));
    assertTrue(unread.<String>getAs("reason").startsWith("format is another one"));
    assertTrue(Files.readString(folder.resolve("out/summary.json")).contains("\"answers\": 10,"));

    assertEquals(0, run(settings(pictures, 0, 4)).pictures(), "nothing is done twice");
    Files.write(pictures.resolve("later.png"), TestPictures.png(11));
    Summary later = run(settings(pictures, 0, 4));
    assertEquals(1, later.pictures());
    assertEquals(11, later.answers());
  }

  @Test
  void aWaveThatWasCutOffIsDoneAgain() throws Exception {
    Path pictures = pictures(10);
    run(settings(pictures, 0, 4));
    // As if the driver had died between the tables and the list of the second wave.
    Files.delete(folder.resolve("out/_lenet/done/wave=00002"));
    Files.createDirectories(folder.resolve("out/_lenet/work/half"));
    Summary summary = run(settings(pictures, 0, 4));
    assertEquals(4, summary.pictures());
    assertEquals(10, summary.answers());
    assertEquals(10, table("answers").select("path").distinct().count());
  }

  @Test
  void otherSettingsAreRefused() throws Exception {
    Path pictures = pictures(2);
    run(settings(pictures, 0, 100));
    String message =
        assertThrows(BadInputException.class, () -> run(settings(pictures, 0.5, 100))).getMessage();
    assertTrue(message.endsWith("out: reject is 0.0, wanted 0.5; take another folder"), message);
  }

  @Test
  void parquetKeepsItsColumnsAndDoubtIsAReason() throws Exception {
    Path file = folder.resolve("digits");
    TestPictures.table(60).write().parquet(file.toString());
    Summary summary = run(settings(file, 0.999, 1, "id", "label"));
    assertEquals(60, summary.answers() + summary.unread());
    assertTrue(summary.reasons().containsKey("confidence is …"), summary.toString());
    long right = table("answers").filter("text = label").count();
    assertTrue(right >= summary.answers() - 1);
    assertEquals(
        60, table("answers").select("id").union(table("unread").select("id")).distinct().count());
  }

  @Test
  void rowsOfPagesAreRowsOfTheTables() throws Exception {
    Path pages = Files.createDirectories(folder.resolve("pages"));
    Files.copy(Path.of("test-data/samples/page.png"), pages.resolve("a.png"));
    Files.writeString(pages.resolve("notes.png"), "no picture");
    ArchiveSettings asked =
        new ArchiveSettings(
            List.of(pages.toString()),
            folder.resolve("out").toString(),
            Optional.empty(),
            "image",
            List.of(),
            Task.PAGES,
            Optional.of("\\d{4,5}"),
            Optional.empty(),
            0,
            100);
    Summary summary = run(asked);
    assertEquals(3, summary.answers());
    assertEquals(1, summary.unread());
    List<String> read =
        table("answers")
            .orderBy("row")
            .selectExpr("concat(row, ' ', text)")
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
    assertEquals(List.of("0 1998", "1 60000", "2 20817"), read);
    assertTrue(table("unread").first().<String>getAs("reason").startsWith("format is another"));
  }

  @Test
  void idxFilesAreDoneInParts() throws Exception {
    Path file = folder.resolve("images.gz");
    Files.copy(Path.of("test-data/embedded/t10k-images-idx3-ubyte.gz"), file);
    Summary summary = run(settings(file, 0, 100));
    assertEquals(1000, summary.answers());
    assertEquals(1000, table("answers").select("index").distinct().count());
  }
}
