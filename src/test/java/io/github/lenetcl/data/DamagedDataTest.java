package io.github.lenetcl.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is damaged in a data set is told in one line that names its file. */
class DamagedDataTest {
  private static final int TRIES = 60;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "npz/digits.npz",
        "npz-four/kmnist-test-imgs.npz",
        "npy-channel/train_images.npy",
        "webdataset/digits-test-000000.tar.gz",
        "zip/digits.zip"
      })
  void isTakenOrRefusedInOneLine(String form) throws IOException {
    byte[] sound = Files.readAllBytes(Path.of("test-data/forms").resolve(form));
    SplittableRandom random = new SplittableRandom(1);
    boolean archive = form.endsWith(".gz");
    byte[] unpacked =
        archive ? new GZIPInputStream(new ByteArrayInputStream(sound)).readAllBytes() : new byte[0];
    int refused = 0;
    for (int i = 0; i < TRIES; i++) {
      byte[] damaged = (archive && i % 2 == 1 ? unpacked : sound).clone();
      for (int change = 0; change < 1 + i % 8; change++) {
        int reach = change % 2 == 0 ? damaged.length : Math.min(512, damaged.length);
        damaged[random.nextInt(reach)] = (byte) random.nextInt();
      }
      if (i % 10 == 9) {
        damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
      }
      Path file = Files.write(folder.resolve("damaged"), damaged);
      try {
        DataSets.open(file);
      } catch (BadInputException e) {
        refused++;
        assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
      }
    }
    assertTrue(refused > TRIES / 4, refused + " refused");
  }

  @Test
  void whatAFileSaysDoesNotSteerATerminal() {
    BadInputException e = BadInputException.of("f\n", "name", "a\u001b[2J\r\u2028", "another");
    assertEquals("f\\u000a: name is a\\u001b[2J\\u000d\\u2028, wanted another", e.getMessage());
  }

  /** Readers of others fail in every way; what they say may be nothing, or several lines. */
  @Test
  void whateverAReaderThrowsIsALine() {
    assertEquals(
        "f: damaged, or a kind of K that is not read (why)", line(new Exception("why\nat")));
    assertEquals(
        "f: damaged, or a kind of K that is not read (its parts do not fit together)",
        line(new IllegalStateException(new ArithmeticException())));
    assertEquals(
        "f: damaged, or a kind of K that is not read (nested too deep)",
        line(new StackOverflowError()));
    assertEquals(
        "f: damaged, or larger than the memory; java -Xmx4g -jar … gives more",
        line(new IllegalStateException(new OutOfMemoryError("heap"))));
  }

  private static String line(Throwable thrown) {
    return BadInputException.unreadable("f", "K", thrown).getMessage();
  }

  private Path tar(String name, char type, String content) throws IOException {
    byte[] bytes = new byte[3 * Tar.BLOCK];
    put(bytes, 0, name);
    put(bytes, 124, "%011o".formatted(content.length()));
    bytes[156] = (byte) type;
    put(bytes, 257, "ustar\00000");
    put(bytes, Tar.BLOCK, content);
    return Files.write(folder.resolve("data.tar"), bytes);
  }

  private static void put(byte[] bytes, int at, String text) {
    byte[] put = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(put, 0, bytes, at, put.length);
  }

  @Test
  void sizesOfExtendedHeadersAreNumbers() throws IOException {
    Path tar = tar("PaxHeader", 'x', "12 size=many\n");
    var e = assertThrows(BadInputException.class, () -> DataSets.open(tar));
    assertEquals(tar + ": size in the header at byte 0 is 'many', wanted a number", e.getMessage());
  }

  @Test
  void namesInArchivesAreAnyBytes() throws IOException {
    Path tar = tar("PaxHeader", 'x', "17 path=a\0b.png\n");
    assertThrows(BadInputException.class, () -> DataSets.open(tar));
  }

  private Path images() throws IOException {
    LabelledImages two = DataSets.open(DataSets.XOR).training();
    Idx.writeImages(folder.resolve("train-images-idx3-ubyte"), two);
    Idx.writeLabels(folder.resolve("train-labels-idx1-ubyte"), two);
    return folder;
  }

  @Test
  void aByteOrderMarkIsNoPartOfAName() throws IOException {
    Files.writeString(images().resolve("classes.txt"), "\ufeffzero\none\n");
    assertEquals("zero", DataSets.open(folder).training().classes().get(0));
  }

  @Test
  void twoLabelsOfOneNameAreRefused() throws IOException {
    Path mapping = Files.writeString(images().resolve("mapping.txt"), "0 48\n1 48\n");
    var e = assertThrows(BadInputException.class, () -> DataSets.open(folder));
    assertEquals(
        mapping + ": list of names is not distinct, wanted each name once", e.getMessage());
  }

  @Test
  void aModelIsNoPickle() throws IOException {
    // The length of its header begins as a pickle does.
    byte[] model = new byte[0x280 + 8];
    model[0] = (byte) 0x80;
    model[1] = 2;
    model[8] = '{';
    Path file = Files.write(folder.resolve("m.safetensors"), model);
    var e = assertThrows(BadInputException.class, () -> DataSets.open(file));
    assertEquals(file + ": a safetensors file, which holds a model and no images", e.getMessage());
  }

  @Test
  void namesThatTheSystemDoesNotKnowAreRefused() {
    var e = assertThrows(BadInputException.class, () -> DataSets.open("a\0b"));
    assertTrue(e.getMessage().startsWith("a\\u0000b: no name of a file"), e.getMessage());
  }
}
