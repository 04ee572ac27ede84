package io.github.lenetcl.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IdxTest {
  private static final List<String> DIGITS = LabelledImages.numbered(10);

  @TempDir Path folder;

  /** Three images of 2×4 whose pixels count up. */
  private static byte[] images() {
    byte[] pixels = new byte[24];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 11);
    }
    return idx(0x0803, pixels, 3, 2, 4);
  }

  private static byte[] labels() {
    return idx(0x0801, new byte[] {7, 0, 9}, 3);
  }

  private static byte[] idx(int magic, byte[] elements, int... dimensions) {
    ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * dimensions.length + elements.length);
    buffer.putInt(magic);
    Arrays.stream(dimensions).forEach(buffer::putInt);
    return buffer.put(elements).array();
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private LabelledImages read(byte[] images, byte[] labels) throws IOException {
    Path imageFile = Files.write(folder.resolve("images"), images);
    Path labelFile = Files.write(folder.resolve("labels"), labels);
    return Idx.read(imageFile, labelFile, DIGITS);
  }

  @Test
  void readsPlainAndGzipAlike() throws IOException {
    for (LabelledImages set : List.of(read(images(), labels()), read(gzip(images()), labels()))) {
      assertEquals(3, set.count());
      assertEquals(2, set.height());
      assertEquals(4, set.width());
      assertArrayEquals(new int[] {7, 0, 9}, set.labels());
      assertArrayEquals(
          new byte[] {88, 99, 110, 121, (byte) 132, (byte) 143, (byte) 154, (byte) 165},
          set.image(1));
    }
  }

  @Test
  void readsGzipInSeveralMembers() throws IOException {
    byte[] whole = images();
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    members.write(gzip(Arrays.copyOf(whole, 20)));
    members.write(gzip(Arrays.copyOfRange(whole, 20, whole.length)));
    assertEquals(3, read(members.toByteArray(), labels()).count());
  }

  @Test
  void readsMoreThanIsAllocatedAtOnce() throws IOException {
    byte[] pixels = new byte[70_000 * 1_000];
    new SplittableRandom(1).nextBytes(pixels);
    Path file = Files.write(folder.resolve("big"), idx(0x0803, pixels, 70_000, 25, 40));
    assertArrayEquals(pixels, Idx.readImages(file).pixels());
  }

  @Test
  void writesWhatItReads() throws IOException {
    LabelledImages set = read(images(), labels());
    for (String ending : List.of("", ".gz")) {
      Path imageFile = folder.resolve("again-images" + ending);
      Path labelFile = folder.resolve("again-labels" + ending);
      Idx.writeImages(imageFile, set);
      Idx.writeLabels(labelFile, set);
      assertEquals(ending.isEmpty(), Arrays.equals(images(), Files.readAllBytes(imageFile)));
      LabelledImages again = Idx.read(imageFile, labelFile, DIGITS);
      assertArrayEquals(set.pixels(), again.pixels());
      assertArrayEquals(set.labels(), again.labels());
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertFalse(files.anyMatch(file -> file.toString().endsWith(".part")));
    }
  }

  static Stream<Arguments> wrongImages() {
    byte[] good = images();
    byte[] packed = gzip(good);
    byte[] wrongSum = packed.clone();
    wrongSum[packed.length - 8] ^= 1;
    return Stream.of(
        Arguments.of(new byte[0], "length is 0 bytes, wanted a header of 16"),
        Arguments.of(Arrays.copyOf(good, 9), "length is 9 bytes, wanted a header of 16"),
        Arguments.of("\u0089PNG12345678901234567890".getBytes(), "wanted 00000803 (IDX images)"),
        Arguments.of(idx(0x0d03, new byte[24], 3, 2, 4), "element type is 0x0d, wanted 0x08"),
        Arguments.of(idx(0x0804, new byte[24], 3, 2, 4, 1), "dimensions is 4, wanted 3 (images)"),
        Arguments.of(idx(0x0801, new byte[24], 24), "dimensions is 1, wanted 3 (images)"),
        Arguments.of(idx(0x0803, new byte[0], 0, 2, 4), "number of images is 0, wanted 1 to"),
        Arguments.of(idx(0x0803, new byte[0], 3, 0, 4), "number of rows is 0, wanted 1 to 4096"),
        Arguments.of(
            idx(0x0803, new byte[24], 3, 2, -1), "columns is 4294967295, wanted 1 to 4096"),
        Arguments.of(idx(0x0803, new byte[24], -1, 2, 4), "number of images is 4294967295"),
        Arguments.of(
            idx(0x0803, new byte[24], 100_000_000, 4, 4),
            "length of the data is at most 24 bytes, wanted 1600000000 by its header"),
        Arguments.of(
            gzip(idx(0x0803, new byte[24], 100_000_000, 4, 4)), "wanted 1600000000 by its header"),
        Arguments.of(Arrays.copyOf(good, 39), "is at most 23 bytes, wanted 24 by its header"),
        Arguments.of(gzip(Arrays.copyOf(good, 39)), "is 23 bytes, wanted 24 by its header"),
        Arguments.of(Arrays.copyOf(good, 41), "bytes follow the last of 24 elements"),
        Arguments.of(gzip(Arrays.copyOf(good, 41)), "bytes follow the last of 24 elements"),
        Arguments.of(Arrays.copyOf(packed, 5), "damaged gzip header"),
        Arguments.of(Arrays.copyOf(packed, packed.length - 12), "the gzip stream is cut off"),
        Arguments.of(wrongSum, "damaged gzip stream (Corrupt GZIP trailer)"));
  }

  @ParameterizedTest
  @MethodSource("wrongImages")
  void refusesWrongImagesInOneLine(byte[] images, String reason) {
    assertRefused("images", reason, images, labels());
  }

  static Stream<Arguments> wrongLabels() {
    return Stream.of(
        Arguments.of(images(), "number of dimensions is 3, wanted 1 (labels)"),
        Arguments.of(idx(0x0801, new byte[0], 0), "number of labels is 0, wanted 1 to"),
        Arguments.of(idx(0x0801, new byte[] {1, 2}, 3), "is at most 2 bytes, wanted 3"),
        Arguments.of(idx(0x0801, new byte[] {1, 2}, 2), "number of labels is 2, wanted 3, one for"),
        Arguments.of(idx(0x0801, new byte[] {1, 10, 2}, 3), "label 1 is 10, wanted 0 to 9"),
        Arguments.of(idx(0x0801, new byte[] {1, 2, -1}, 3), "label 2 is 255, wanted 0 to 9"));
  }

  @ParameterizedTest
  @MethodSource("wrongLabels")
  void refusesWrongLabelsInOneLine(byte[] labels, String reason) {
    assertRefused("labels", reason, images(), labels);
  }

  private void assertRefused(String file, String reason, byte[] images, byte[] labels) {
    var e = assertThrows(BadInputException.class, () -> read(images, labels));
    assertTrue(e.getMessage().startsWith(folder.resolve(file) + ": "), e.getMessage());
    assertTrue(e.getMessage().contains(reason), e.getMessage());
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
  }

  @Test
  void refusesFilesThatAreNotThere() {
    var missing =
        assertThrows(BadInputException.class, () -> Idx.readImages(folder.resolve("none")));
    assertEquals(folder.resolve("none") + ": no such file", missing.getMessage());
    var directory = assertThrows(BadInputException.class, () -> Idx.readLabels(folder));
    assertEquals(folder + ": type is a directory, wanted a file", directory.getMessage());
  }

  @Test
  void damagedFilesAreRefusedOrRead() throws IOException {
    SplittableRandom random = new SplittableRandom(20260101);
    for (int round = 0; round < 4000; round++) {
      byte[] images = random.nextBoolean() ? images() : gzip(images());
      byte[] labels = random.nextBoolean() ? labels() : gzip(labels());
      if (random.nextBoolean()) {
        images = damage(images, random);
      } else {
        labels = damage(labels, random);
      }
      try (ByteSource imageSource = ByteSource.of("images", images);
          ByteSource labelSource = ByteSource.of("labels", labels)) {
        LabelledImages set = Idx.read(imageSource, labelSource, DIGITS);
        assertEquals(set.count() * set.height() * set.width(), set.pixels().length);
      } catch (BadInputException e) {
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
      }
    }
  }

  private static byte[] damage(byte[] file, SplittableRandom random) {
    if (random.nextInt(4) == 0) {
      return Arrays.copyOf(file, random.nextInt(2 * file.length));
    }
    for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
      file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return file;
  }
}
