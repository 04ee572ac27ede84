package io.github.lenetcl.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.Backends;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.data.ink.Extent;
import io.github.lenetcl.data.ink.InkImage;
import io.github.lenetcl.evaluation.Answer;
import io.github.lenetcl.evaluation.Classifier;
import io.github.lenetcl.model.Models;
import io.github.lenetcl.reading.GraphReader;
import io.github.lenetcl.reading.Reading;
import io.github.lenetcl.reading.ReadingOptions;
import io.github.lenetcl.reading.graph.Grammars;
import io.github.lenetcl.reading.segmentation.PageRows;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The functions as SQL has them. */
class FunctionsTest {

  private static final SparkSession SPARK = Sessions.shared();

  @BeforeAll
  static void table() {
    TestPictures.table(100).createOrReplaceTempView("digits");
  }

  private static List<Row> sql(String query) {
    return SPARK.sql(query).collectAsList();
  }

  private static String refused(String query) {
    return assertThrows(Exception.class, () -> sql(query)).getMessage();
  }

  @Test
  void classifiesAsTheCommandDoes() throws Exception {
    List<Row> rows = sql("SELECT id, lenet_classify(image) AS r FROM digits ORDER BY id");
    try (Selection device = Backends.open("cpu");
        Classifier classifier = new Classifier(device.backend(), Models.bundled("ink"))) {
      for (int i = 0; i < rows.size(); i++) {
        byte[] png = TestPictures.png(rows.get(i).getInt(0));
        Answer answer =
            classifier.classify(ImageIO.read(new ByteArrayInputStream(png))).orElseThrow();
        Row given = rows.get(i).getStruct(1);
        assertEquals(answer.name(), given.getString(0));
        assertEquals(answer.confidence(), given.getDouble(1), 1e-6);
        assertEquals(answer.margin(), given.getDouble(2), 1e-4 * answer.margin());
        assertNull(given.get(4));
      }
    }
    assertEquals(100, rows.size());
  }

  @Test
  void aReasonStandsWhereThereIsNoAnswer() {
    byte[] blank = TestPictures.png(new java.awt.image.BufferedImage(28, 28, 10));
    byte[] digit = TestPictures.png(0);
    TestPictures.table(
            Arrays.asList(
                "nonsense".getBytes(),
                null,
                blank,
                Arrays.copyOf(digit, 60),
                new IdxImage(28, 28, new byte[784]).file(),
                new IdxImage(40, 40, new byte[1600]).file(),
                digit))
        .createOrReplaceTempView("mixed");
    List<Row> rows = sql("SELECT lenet_classify(image) r FROM mixed ORDER BY id");
    assertTrue(reason(rows, 0).startsWith("format is another one, wanted PNG"), reason(rows, 0));
    assertNull(rows.get(1).get(0));
    assertEquals("blank", reason(rows, 2));
    assertTrue(reason(rows, 3).startsWith("damaged"), reason(rows, 3));
    assertNull(rows.get(4).getStruct(0).get(4), "an IDX image is taken as it is");
    assertEquals("size is 40×40, wanted at most 32×32", reason(rows, 5));
    assertNull(rows.get(6).getStruct(0).get(4));
  }

  private static String reason(List<Row> rows, int index) {
    return rows.get(index).getStruct(0).getString(4);
  }

  @Test
  void readsAsTheCommandDoes() throws Exception {
    List<byte[]> files =
        IntStream.range(0, 4)
            .mapToObj(i -> file(Path.of("test-data/lines/wide/line0%d.png".formatted(i))))
            .toList();
    TestPictures.table(files).createOrReplaceTempView("lines");
    List<Row> rows = sql("SELECT lenet_read(image, '\\\\d{5}') r FROM lines ORDER BY id");
    try (Selection device = Backends.open("cpu");
        GraphReader reader = new GraphReader(device.backend(), Models.bundled("graph"), 6)) {
      for (int i = 0; i < files.size(); i++) {
        InkImage line = InkImage.of(ImageIO.read(new ByteArrayInputStream(files.get(i))));
        Reading reading = reader.read(line, ReadingOptions.of(Grammars.pattern("\\d{5}")));
        Row given = rows.get(i).getStruct(0);
        assertEquals(reading.text(), given.getString(0));
        assertEquals(reading.confidence(), given.getDouble(1), 1e-6);
        List<Row> digits = given.getList(3);
        assertEquals(5, digits.size());
        assertEquals(
            reading.best().orElseThrow().symbols().get(4).box().left(), digits.get(4).getInt(3));
      }
    }
    List<Row> patterns =
        sql(
            "SELECT lenet_read(image, IF(id = 0, '\\\\d{3}', IF(id = 1, '[', NULL))) r FROM lines"
                + " ORDER BY id");
    assertTrue(reason(patterns, 0).startsWith("not what was asked for: "), reason(patterns, 0));
    assertTrue(reason(patterns, 1).startsWith("pattern ["), reason(patterns, 1));
    assertNull(reason(patterns, 2));
  }

  @Test
  void readsTheRowsOfAPage() throws Exception {
    byte[] page = file(Path.of("test-data/samples/page.png"));
    TestPictures.table(Arrays.asList(page, null, "nonsense".getBytes()))
        .createOrReplaceTempView("pages");
    List<Row> rows =
        sql(
            "SELECT id, row, r.* FROM pages LATERAL VIEW OUTER posexplode(lenet_read_page(image)) t"
                + " AS row, r ORDER BY id, row");
    assertEquals(5, rows.size(), "three rows, none, and a reason");
    List<PageRows.Row> found = PageRows.of(InkImage.of(picture(page)).withoutRules());
    try (Selection device = Backends.open("cpu");
        GraphReader reader = new GraphReader(device.backend(), Models.bundled("graph"), 6)) {
      for (int i = 0; i < found.size(); i++) {
        Reading reading = reader.read(found.get(i).ink(), ReadingOptions.ANY);
        assertEquals(i, rows.get(i).getInt(1));
        assertEquals(reading.text(), rows.get(i).getString(2));
        assertEquals(reading.confidence(), rows.get(i).getDouble(3), 1e-6);
        Extent box = reading.best().orElseThrow().symbols().get(0).box();
        assertEquals(found.get(i).onPage(box).top(), rows.get(i).<Row>getList(5).get(0).getInt(2));
      }
    }
    assertTrue(rows.get(3).isNullAt(1));
    assertTrue(rows.get(4).getString(6).startsWith("format is another one"));
    assertTrue(refused("SELECT lenet_read_page(image, '[') FROM pages").startsWith("pattern ["));
  }

  private static BufferedImage picture(byte[] file) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(file));
  }

  private static byte[] file(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void wrongArgumentsAreOneLine() {
    assertEquals(
        "pattern \\d{: character 4 is the end, wanted a number",
        refused("SELECT lenet_read(image, '\\\\d{') FROM digits"));
    assertEquals(
        "lenet_classify: 0 arguments, wanted 1 to 2",
        refused("SELECT lenet_classify() FROM digits"));
    assertEquals(
        "lenet_classify: model is label, wanted a constant",
        refused("SELECT lenet_classify(image, label) FROM digits").replace("digits.", ""));
    assertEquals(
        "lenet_classify: nosuch.safetensors: no such file",
        refused("SELECT lenet_classify(image, 'nosuch.safetensors') FROM digits"));
    assertTrue(
        refused("SELECT lenet_classify(id) FROM digits").contains("requires the \"BINARY\" type"));
  }

  @Test
  void modelsComeByNamePathOrBroadcastAndAreChecked(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("own.safetensors");
    Files.write(file, Models.bundledFile("paper"));
    String digest = Digests.sha256(Models.bundledFile("paper"));
    String query = "SELECT id, lenet_classify(image, '%s').confidence FROM digits ORDER BY id";
    List<Row> named = sql(query.formatted("paper"));
    assertEquals(named, sql(query.formatted(file)));
    assertEquals(named, sql(query.formatted(file + "#sha256=" + digest)));
    assertTrue(refused(query.formatted(file + "#sha256=00")).contains("SHA-256 is " + digest));
    SPARK.conf().set(LenetSpark.DIGITS_MODEL, file.toString());
    try {
      assertEquals(
          named, sql("SELECT id, lenet_classify(image).confidence FROM digits ORDER BY id"));
    } finally {
      SPARK.conf().unset(LenetSpark.DIGITS_MODEL);
    }
    ModelSource path = ModelSource.path(file.toString());
    assertEquals(ModelSource.bundled("paper"), path);
    Files.write(file, Models.bundledFile("best"));
    String changed = assertThrows(java.io.IOException.class, path::load).getMessage();
    assertTrue(changed.endsWith("wanted " + digest + ", the driver's"), changed);
  }

  @Test
  void aSessionWithoutTheExtensionRegistersThem() {
    SparkSession other = SPARK.newSession();
    LenetSpark.register(other);
    LenetSpark.register(other);
    TestPictures.table(3).createOrReplaceGlobalTempView("three");
    assertEquals(
        3, other.sql("SELECT lenet_classify(image) FROM global_temp.three").collectAsList().size());
  }

  @Test
  void oneEngineServesAllAndIsClosed() throws Exception {
    SharedRecogniser.closeAll();
    SharedRecogniser one = SharedRecogniser.of(RecogniserSettings.standard().withDevice("cpu"));
    SharedRecogniser other = SharedRecogniser.of(RecogniserSettings.standard().withDevice("cpu"));
    List<byte[]> picture = List.of(TestPictures.png(0));
    assertEquals(one.classify(picture), other.classify(picture));
    assertEquals(1, Engines.count());
    sql("SELECT lenet_classify(image), lenet_read(image) FROM digits LIMIT 3");
    assertEquals(1, Engines.count());
    SharedRecogniser.closeAll();
    assertEquals(0, Engines.count());
    assertEquals(Optional.of("1"), one.classify(picture).get(0).text());
  }
}
