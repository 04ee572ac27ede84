package io.github.lenetcl.data.forms;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.DataSplit;
import io.github.lenetcl.data.ImageBatch;
import io.github.lenetcl.data.ImageStream;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.data.PictureFit;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same twenty digits in every form, and eight more to test on. */
class FormsTest {
  private static final Path FORMS = Path.of("test-data/forms");
  private static final int TRAIN = 20;
  private static final int TEST = 8;

  private static LabelledImages train;
  private static LabelledImages test;

  @TempDir Path folder;

  @BeforeAll
  static void load() throws IOException {
    LabelledImages digits = DataSets.embedded().test().orElseThrow();
    train = digits.range(0, TRAIN);
    test = digits.range(TRAIN, TRAIN + TEST);
  }

  private static void assertSame(LabelledImages wanted, LabelledImages found) {
    assertArrayEquals(wanted.labels(), found.labels());
    assertArrayEquals(wanted.pixels(), found.pixels());
  }

  /** Pictures come mixed by class, so that their order is another. */
  private static void assertSameSet(LabelledImages wanted, LabelledImages found) {
    assertEquals(counts(wanted), counts(found));
  }

  private static Map<String, Integer> counts(LabelledImages images) {
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < images.count(); i++) {
      String name = images.classes().get(images.label(i));
      counts.merge(name + Arrays.toString(images.image(i)), 1, Integer::sum);
    }
    return counts;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "npz",
        "npz-onehot",
        "npz/digits.npz",
        "npz-four",
        "npy",
        "npy-channel",
        "h5",
        "mat73",
        "mat5/original.mat",
        "mat5/emnist.mat"
      })
  void readsWhatTheRealLibrariesWrite(String form) throws IOException {
    assertSame(train, DataSets.open(FORMS.resolve(form)).training());
  }

  @ParameterizedTest
  @ValueSource(strings = {"npz", "npz-four", "npz-onehot", "h5"})
  void findsTheTestPart(String form) throws IOException {
    assertSame(test, DataSets.open(FORMS.resolve(form)).test().orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "parquet-lists", "parquet-nested"})
  @EnabledForJreRange(min = JRE.JAVA_21)
  void readsParquet(String form) throws IOException {
    assertSame(train, DataSets.open(FORMS.resolve(form)).training());
  }

  @Test
  @EnabledForJreRange(max = JRE.JAVA_20)
  void saysThatParquetNeedsANewerJava() {
    var e = assertThrows(BadInputException.class, () -> DataSets.open(FORMS.resolve("parquet")));
    assertTrue(e.getMessage().contains("which the command reads on Java 21"), e.getMessage());
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void saysWhichCompressionOfParquetIsNotRead() {
    Path file = FORMS.resolve("parquet-brotli");
    var e = assertThrows(BadInputException.class, () -> DataSets.open(file));
    assertTrue(
        e.getMessage().contains("compression is BROTLI, wanted none, SNAPPY"), e.getMessage());
  }

  @Test
  void readsAMatrixForEachDigit() throws IOException {
    LabelledImages found = DataSets.open(FORMS.resolve("mat5/all.mat")).training();
    Map<String, Integer> wanted = counts(train);
    assertTrue(found.count() > 2);
    counts(found).forEach((image, count) -> assertEquals(count, wanted.get(image)));
  }

  @Test
  void readsAWebdataset() throws IOException {
    DataSplit split = DataSets.open(FORMS.resolve("webdataset"));
    assertSameSet(train, split.training());
    assertSameSet(test, split.test().orElseThrow());
  }

  @Test
  void readsTheZipOfAMac() throws IOException {
    assertSameSet(train, DataSets.open(FORMS.resolve("zip")).training());
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.writeString(folder.resolve(name), text);
  }

  private static String lines(LabelledImages images, IntFunction<String> line) {
    return IntStream.range(0, images.count())
        .mapToObj(line)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String pixels(LabelledImages images, int i, String between) {
    byte[] image = images.image(i);
    return IntStream.range(0, image.length)
        .mapToObj(at -> "" + (image[at] & 0xff))
        .collect(Collectors.joining(between));
  }

  private static String header(String name) {
    return IntStream.range(0, 784).mapToObj(i -> name + i).collect(Collectors.joining(","));
  }

  @Test
  void readsPlainCsv() throws IOException {
    write("mnist_train.csv", lines(train, i -> train.label(i) + "," + pixels(train, i, ",")));
    write("mnist_test.csv", lines(test, i -> test.label(i) + "," + pixels(test, i, ",")));
    DataSplit split = DataSets.open(folder);
    assertSame(train, split.training());
    assertSame(test, split.test().orElseThrow());
  }

  @Test
  void obeysAHeader() throws IOException {
    // A number for each line first, the label last, carriage returns, quotes, no line end.
    String body =
        lines(train, i -> i + "," + pixels(train, i, ",") + ",\"" + train.label(i) + "\"");
    String text = "\ufeff," + header("pixel") + ",class\r\n" + body.strip().replace("\n", "\r\n");
    write("digits.csv", text);
    assertSame(train, DataSets.open(folder).training());
  }

  /** As pandas writes it with quoting=csv.QUOTE_ALL and a byte order mark. */
  @Test
  void readsCsvInQuotesThroughout() throws IOException {
    String body =
        lines(train, i -> "\"" + train.label(i) + "\";\"" + pixels(train, i, "\";\"") + "\"");
    String header = "\ufeff\"label\";\"" + header("pixel").replace(",", "\";\"") + "\"";
    write("digits.csv", (header + "\n" + body).replace("\n", "\r\n"));
    assertSame(train, DataSets.open(folder).training());
    write("digits.csv", body);
    assertSame(train, DataSets.open(folder).training());
  }

  @Test
  void readsKagglesFiles() throws IOException {
    write(
        "train.csv",
        "label,"
            + header("pixel")
            + "\n"
            + lines(train, i -> train.label(i) + "," + pixels(train, i, ",")));
    write("test.csv", header("pixel") + "\n" + lines(test, i -> pixels(test, i, ",")));
    write("sample_submission.csv", "ImageId,Label\n1,0\n2,0\n");
    DataSplit split = DataSets.open(folder);
    assertSame(train, split.training());
    assertTrue(split.test().isEmpty(), "a test file without labels is for classify");
    try (ImageStream images = ImageStream.open(folder.resolve("test.csv"))) {
      assertArrayEquals(test.pixels(), images.next(100).orElseThrow().pixels());
    }
  }

  @Test
  void readsALabelThatIsLastWithoutAHeader() throws IOException {
    write("digits.csv", lines(train, i -> pixels(train, i, ";") + ";" + train.label(i)));
    assertSame(train, DataSets.open(folder).training());
  }

  @Test
  void readsWordsAsClasses() throws IOException {
    write("digits.csv", lines(train, i -> "class" + train.label(i) + "," + pixels(train, i, ",")));
    LabelledImages found = DataSets.open(folder).training();
    assertArrayEquals(train.pixels(), found.pixels());
    assertEquals("class" + train.label(3), found.classes().get(found.label(3)));
  }

  @Test
  void readsArff() throws IOException {
    String attributes =
        IntStream.range(0, 784)
            .mapToObj(i -> "@ATTRIBUTE pixel" + i + " REAL\n")
            .collect(Collectors.joining());
    write(
        "digits.arff",
        "% made for a test\n@RELATION digits\n\n"
            + attributes
            + "@ATTRIBUTE class {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}\n\n@DATA\n"
            + lines(train, i -> pixels(train, i, ",") + "," + train.label(i)));
    assertSame(train, DataSets.open(folder).training());
  }

  private static String sparse(LabelledImages images, int i) {
    byte[] image = images.image(i);
    String values =
        IntStream.range(0, image.length)
            .filter(at -> image[at] != 0)
            .mapToObj(at -> (at + 1) + ":" + (image[at] & 0xff) / 255.0)
            .collect(Collectors.joining(" "));
    return images.label(i) + " " + values;
  }

  @Test
  void readsLibsvm() throws IOException {
    write("mnist.scale", lines(train, i -> sparse(train, i)));
    write("mnist.scale.t", lines(test, i -> sparse(test, i)));
    DataSplit split = DataSets.open(folder);
    assertSame(train, split.training());
    assertSame(test, split.test().orElseThrow());
  }

  @Test
  void readsBlanksBetweenFloats() throws IOException {
    String text =
        lines(
            train,
            i -> {
              byte[] image = train.image(i);
              return train.label(i)
                  + ".0000 "
                  + IntStream.range(0, 784)
                      .mapToObj(at -> "" + ((image[at] & 0xff) / 127.5 - 1))
                      .collect(Collectors.joining(" "))
                  + " ";
            });
    Path file = folder.resolve("zip.train.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
    assertSame(train, DataSets.open(folder).training());
  }

  private void idx(String name, int type, int[] dimensions, byte[] body) throws IOException {
    ByteBuffer file = ByteBuffer.allocate(4 + 4 * dimensions.length + body.length);
    file.putShort((short) 0).put((byte) type).put((byte) dimensions.length);
    Arrays.stream(dimensions).forEach(file::putInt);
    Files.createDirectories(folder.resolve(name).getParent());
    Files.write(folder.resolve(name), file.put(body).array());
  }

  private static byte[] labels(LabelledImages images) {
    byte[] bytes = new byte[images.count()];
    IntStream.range(0, bytes.length).forEach(i -> bytes[i] = (byte) images.label(i));
    return bytes;
  }

  @Test
  void turnsEmnistUprightAndTakesOneOfItsSplits() throws IOException {
    byte[] turned = new byte[TRAIN * 784];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = train.pixels()[i / 784 * 784 + i % 28 * 28 + i % 784 / 28];
    }
    for (String split : new String[] {"digits", "letters"}) {
      String name = "gzip/emnist-" + split;
      idx(name + "-train-images-idx3-ubyte", 8, new int[] {TRAIN, 28, 28}, turned);
      idx(name + "-train-labels-idx1-ubyte", 8, new int[] {TRAIN}, labels(train));
      write(name + "-mapping.txt", split.equals("digits") ? "" : "1 65 97\n");
    }
    write(
        "gzip/emnist-digits-mapping.txt",
        IntStream.range(0, 10).mapToObj(i -> i + " " + (48 + i)).collect(Collectors.joining("\n")));
    assertSame(train, DataSets.open(folder.resolve("gzip/emnist-digits")).training());
    var e = assertThrows(BadInputException.class, () -> DataSets.open(folder));
    assertTrue(e.getMessage().contains("emnist-letters-train"), e.getMessage());
    var letters =
        assertThrows(
            BadInputException.class, () -> DataSets.open(folder.resolve("gzip/emnist-letters")));
    assertTrue(letters.getMessage().contains("wanted 1 to 1"), letters.getMessage());
  }

  @Test
  void readsTheLabelsOfQmnist() throws IOException {
    ByteBuffer rows = ByteBuffer.allocate(TRAIN * 8 * 4);
    for (int i = 0; i < TRAIN; i++) {
      rows.putInt(train.label(i));
      IntStream.range(0, 7).forEach(rows::putInt);
    }
    idx("qmnist-train-images-idx3-ubyte", 8, new int[] {TRAIN, 28, 28}, train.pixels());
    idx("qmnist-train-labels-idx2-int", 12, new int[] {TRAIN, 8}, rows.array());
    assertSame(train, DataSets.open(folder).training());
  }

  @Test
  void readsIdxOfFloatsUnderAnyNameBelowAnyFolder() throws IOException {
    ByteBuffer floats = ByteBuffer.allocate(TRAIN * 784 * 4);
    for (byte level : train.pixels()) {
      floats.putFloat((level & 0xff) / 255f);
    }
    idx("MNIST/raw/a.bin", 13, new int[] {TRAIN, 28, 28}, floats.array());
    idx("MNIST/raw/b.bin", 8, new int[] {TRAIN}, labels(train));
    assertSame(train, DataSets.open(folder).training());
  }

  @Test
  void aLoneTestPartIsEnoughToEvaluate() throws IOException {
    write("mnist_test.csv", lines(test, i -> test.label(i) + "," + pixels(test, i, ",")));
    String file = folder.resolve("mnist_test.csv").toString();
    try (ImageStream images = DataSets.streamTest(file, PictureFit.DIGITS).orElseThrow()) {
      ImageBatch batch = images.next(100).orElseThrow();
      assertArrayEquals(test.pixels(), batch.pixels());
      assertArrayEquals(test.labels(), batch.labels());
    }
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    String good = lines(train, i -> train.label(i) + "," + pixels(train, i, ","));
    write("digits.csv", good.replaceFirst("(?m)^(.*\n.*),\\d+\n", "$1\n"));
    assertRefused("line 2: number of fields is 784, wanted 785");
    write("digits.csv", good.replaceFirst("\n(\\d),\\d+,", "\n$1,x,"));
    assertRefused("line 2: field 2 is 'x', wanted a number");
    write("digits.csv", lines(train, i -> "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19"));
    assertRefused("number of pixels is 19, wanted a square number");
    write("digits.csv", good.replaceFirst("\n(\\d),\\d+,", "\n$1,-7,"));
    assertRefused("image 1 is -7.0 (pixel 0), wanted 0.0 to 255.0");
    Files.write(folder.resolve("digits.csv"), new byte[] {(byte) 0x80, 4, 'c', 'o'});
    assertRefused("a Python pickle, which is not read");
    ByteBuffer matlab4 = ByteBuffer.allocate(30).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    matlab4.putInt(0).putInt(1).putInt(1).putInt(0).putInt(2).put((byte) 'X').put((byte) 0);
    Files.write(folder.resolve("digits.csv"), matlab4.array());
    assertRefused("MATLAB 4, which is not read; in MATLAB: save -v7");
    Files.copy(
        FORMS.resolve("npz/digits.npz"),
        folder.resolve("digits.csv"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertSame(train, DataSets.open(folder).training());
    byte[] npy = Files.readAllBytes(FORMS.resolve("npy/x.npy"));
    Files.write(folder.resolve("digits.csv"), Arrays.copyOf(npy, npy.length - 5));
    assertRefused("length of the data is 62715 bytes, wanted 62720 by its header");
  }

  private void assertRefused(String reason) {
    var e = assertThrows(BadInputException.class, () -> DataSets.open(folder));
    assertTrue(e.getMessage().startsWith(folder.toString()), e.getMessage());
    assertTrue(e.getMessage().contains(reason), e.getMessage());
  }
}
