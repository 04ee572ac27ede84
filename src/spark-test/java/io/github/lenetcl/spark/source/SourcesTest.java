package io.github.lenetcl.spark.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.spark.Sessions;
import io.github.lenetcl.spark.TestPictures;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two sources. */
class SourcesTest {

  @TempDir Path folder;

  private final LabelledImages digits = TestPictures.digits();

  private byte[] idx() {
    return ByteBuffer.allocate(16 + digits.pixels().length)
        .putInt(0x803)
        .putInt(digits.count())
        .putInt(28)
        .putInt(28)
        .put(digits.pixels())
        .array();
  }

  private Path labels() throws Exception {
    ByteBuffer labels =
        ByteBuffer.allocate(8 + digits.count()).putInt(0x801).putInt(digits.count());
    for (int label : digits.labels()) {
      labels.put((byte) label);
    }
    return Files.write(folder.resolve("labels"), labels.array());
  }

  private static Dataset<Row> load(String format, Object path) {
    return Sessions.shared().read().format(format).load(path.toString());
  }

  private static String message(Dataset<Row> rows) {
    Throwable thrown = assertThrows(Exception.class, rows::collectAsList);
    while (thrown.getCause() != null && !(thrown instanceof java.io.IOException)) {
      thrown = thrown.getCause();
    }
    return thrown.getMessage();
  }

  @Test
  void anIdxFileIsReadInSplits() throws Exception {
    Path file = Files.write(folder.resolve("images"), idx());
    Dataset<Row> rows =
        Sessions.shared()
            .read()
            .format("lenet-idx")
            .option("labels", labels().toString())
            .option("imagesPerSplit", 300)
            .load(file.toString());
    assertEquals(4, rows.rdd().getNumPartitions());
    List<Row> all = rows.orderBy("index").collectAsList();
    assertEquals(digits.count(), all.size());
    for (int i : new int[] {0, 299, 300, 999}) {
      byte[] image = all.get(i).getAs("image");
      assertEquals(digits.labels()[i], all.get(i).<Integer>getAs("label"));
      assertEquals(ByteBuffer.wrap(digits.pixels(), i * 784, 784), ByteBuffer.wrap(image, 16, 784));
    }
    long right =
        rows.selectExpr("lenet_classify(image).text = string(label) AS right")
            .filter("right")
            .count();
    assertTrue(right > 980, "right: " + right);
    assertEquals(
        List.of(7L),
        Sessions.shared()
            .read()
            .format("lenet-idx")
            .option("first", 7)
            .option("count", 1)
            .load(file.toString())
            .select("index")
            .collectAsList()
            .stream()
            .map(row -> row.getLong(0))
            .toList());
  }

  @Test
  void oneThatIsPackedIsOneSplit() throws Exception {
    Path file = folder.resolve("images.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(idx());
    }
    Dataset<Row> rows =
        Sessions.shared()
            .read()
            .format("lenet-idx")
            .option("imagesPerSplit", 300)
            .load(file.toString());
    assertEquals(1, rows.rdd().getNumPartitions());
    assertEquals(digits.count(), rows.count());
  }

  @Test
  void damagedIdxFilesAreNamed() throws Exception {
    Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(idx(), 5000));
    assertTrue(
        message(load("lenet-idx", cut)).contains("cut: length is 5000, wanted 784016 bytes"));
    Path other = Files.write(folder.resolve("other"), TestPictures.png(0));
    assertTrue(message(load("lenet-idx", other)).contains("start is 89504e47, wanted 00000803"));
    Path packed = folder.resolve("packed");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(Arrays.copyOf(idx(), 16 + 784 * 10 + 3));
    }
    assertTrue(message(load("lenet-idx", packed)).contains("ends at image 10, wanted 1000 images"));
    assertTrue(
        message(load("lenet-idx", folder.resolve("none"))).contains("no such file or folder"));
  }

  @Test
  void picturesArePagesAndFailuresAreRows() throws Exception {
    Files.write(folder.resolve("a.png"), TestPictures.png(0));
    Files.createDirectory(folder.resolve("below"));
    Files.write(folder.resolve("below/b.png"), TestPictures.png(1));
    Files.write(folder.resolve(".hidden"), new byte[1]);
    Files.write(folder.resolve("c.tif"), tiff(3));
    byte[] damaged = tiff(2);
    Files.write(folder.resolve("d.tif"), Arrays.copyOf(damaged, 100));
    List<Row> rows = load("lenet-pictures", folder).orderBy("path", "page").collectAsList();
    List<String> told = new ArrayList<>();
    for (Row row : rows) {
      String name = row.getString(0).replaceFirst(".*/", "");
      told.add(name + " " + row.getInt(1) + (row.isNullAt(3) ? "" : " damaged"));
    }
    assertEquals(
        List.of("a.png 0", "b.png 0", "c.tif 0", "c.tif 1", "c.tif 2", "d.tif 0 damaged"), told);
    Dataset<Row> read =
        load("lenet-pictures", folder.resolve("c.tif")).selectExpr("lenet_classify(image).text");
    assertEquals(3, read.collectAsList().stream().filter(row -> !row.isNullAt(0)).count());
  }

  private static byte[] tiff(int pages) throws Exception {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
    var bytes = new java.io.ByteArrayOutputStream();
    try (var out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (int i = 0; i < pages; i++) {
        var page = ImageIO.read(new java.io.ByteArrayInputStream(TestPictures.png(i)));
        writer.writeToSequence(new IIOImage(page, null, null), null);
      }
      writer.endWriteSequence();
    }
    return bytes.toByteArray();
  }

  @Test
  void sixtyThousandSmallFilesAreAFewTasks() {
    List<Listing.Found> files = new ArrayList<>();
    for (int i = 0; i < 60_000; i++) {
      files.add(new Listing.Found("file:/f/" + i + ".png", 300, 0));
    }
    List<PictureSlices.Slice> slices = PictureSlices.sliced(files, 2);
    assertEquals(15, slices.size());
    assertEquals(60_000, slices.stream().mapToInt(slice -> slice.files().size()).sum());
    assertTrue(PictureSlices.sliced(files, 64).size() >= 128, "tasks for all cores");
    List<Listing.Found> large = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      large.add(new Listing.Found("file:/f/" + i + ".tif", 32 << 20, 0));
    }
    assertEquals(50, PictureSlices.sliced(large, 2).size());
  }
}
