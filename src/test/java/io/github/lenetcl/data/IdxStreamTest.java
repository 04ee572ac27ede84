package io.github.lenetcl.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdxStreamTest {

  private static final List<String> DIGITS = LabelledImages.numbered(10);

  @TempDir Path folder;

  private LabelledImages digits() throws IOException {
    return DataSets.embedded().test().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".gz"})
  void theBatchesAreTheFile(String suffix) throws IOException {
    Path images = folder.resolve("images" + suffix);
    Path labels = folder.resolve("labels" + suffix);
    LabelledImages digits = digits();
    Idx.writeImages(images, digits);
    Idx.writeLabels(labels, digits);
    byte[] pixels = new byte[0];
    int[] classes = new int[0];
    try (ImageStream stream = ImageStream.open(images, labels, DIGITS)) {
      assertEquals(1000, stream.count());
      assertEquals(28, stream.height());
      assertEquals(28, stream.width());
      assertEquals(DIGITS, stream.classes());
      Optional<ImageBatch> next = stream.next(300);
      while (next.isPresent()) {
        ImageBatch batch = next.get();
        assertEquals(classes.length, batch.first());
        assertEquals(Math.min(300, 1000 - batch.first()), batch.count());
        assertArrayEquals(digits.image(batch.first() + 7), batch.image(7));
        pixels = Arrays.copyOf(pixels, pixels.length + batch.pixels().length);
        System.arraycopy(batch.pixels(), 0, pixels, batch.first() * 784, batch.pixels().length);
        classes = Arrays.copyOf(classes, batch.first() + batch.count());
        System.arraycopy(batch.labels(), 0, classes, batch.first(), batch.count());
        next = stream.next(300);
      }
      assertTrue(stream.next(1).isEmpty());
    }
    assertArrayEquals(digits.pixels(), pixels);
    assertArrayEquals(digits.labels(), classes);
  }

  @Test
  void withoutLabelsThereAreNone() throws IOException {
    Path images = folder.resolve("images");
    Idx.writeImages(images, digits().first(3));
    try (ImageStream stream = ImageStream.open(images)) {
      assertEquals(List.of(), stream.classes());
      assertEquals(0, stream.next(3).orElseThrow().labels().length);
    }
  }

  @Test
  void aStreamOfImagesInMemoryGivesTheSame() throws IOException {
    LabelledImages digits = digits().first(10);
    try (ImageStream stream = ImageStream.of(digits)) {
      ImageBatch first = stream.next(7).orElseThrow();
      ImageBatch second = stream.next(7).orElseThrow();
      assertEquals(7, second.first());
      assertEquals(3, second.count());
      assertArrayEquals(digits.image(8), second.image(1));
      assertArrayEquals(Arrays.copyOf(digits.labels(), 7), first.labels());
      assertTrue(stream.next(7).isEmpty());
    }
  }

  @Test
  void aFileThatIsTooShortOrTooLongIsRefusedBeforeAnythingIsRead() throws IOException {
    Path images = folder.resolve("images");
    Idx.writeImages(images, digits().first(5));
    byte[] whole = Files.readAllBytes(images);
    Files.write(images, Arrays.copyOf(whole, whole.length - 1));
    assertRefused(images, "length of the data is at most 3919 bytes, wanted 3920 by its header");
    Files.write(images, Arrays.copyOf(whole, whole.length + 1));
    assertRefused(images, "bytes follow the last of 3920 elements, wanted the end");
  }

  private static void assertRefused(Path file, String reason) {
    BadInputException refused =
        assertThrows(BadInputException.class, () -> ImageStream.open(file).close());
    assertEquals(file + ": " + reason, refused.getMessage());
  }

  @Test
  void aGzipStreamThatIsCutOffShowsWhereItIsRead() throws IOException {
    Path images = folder.resolve("images.gz");
    Idx.writeImages(images, digits());
    byte[] whole = Files.readAllBytes(images);
    Files.write(images, Arrays.copyOf(whole, whole.length / 2));
    try (ImageStream stream = ImageStream.open(images)) {
      assertEquals(100, stream.next(100).orElseThrow().count());
      BadInputException cut = assertThrows(BadInputException.class, () -> stream.next(900));
      assertEquals(images + ": the gzip stream is cut off", cut.getMessage());
    }
  }

  @Test
  void labelsMustBelongToTheImages() throws IOException {
    Path images = folder.resolve("images");
    Path labels = folder.resolve("labels");
    Idx.writeImages(images, digits().first(5));
    Idx.writeLabels(labels, digits().first(6));
    BadInputException number =
        assertThrows(BadInputException.class, () -> ImageStream.open(images, labels, DIGITS));
    assertTrue(
        number.getMessage().startsWith(labels + ": number of labels is 6, wanted 5"),
        number.getMessage());
    LabelledImages two = new LabelledImages(1, 1, new byte[2], new int[] {1, 9}, DIGITS);
    Idx.writeImages(images, two);
    Idx.writeLabels(labels, two);
    try (ImageStream stream = ImageStream.open(images, labels, List.of("a", "b"))) {
      BadInputException label = assertThrows(BadInputException.class, () -> stream.next(2));
      assertEquals(labels + ": label 1 is 9, wanted 0 to 1", label.getMessage());
    }
  }

  /** All of a file of 2.4 GB, in a process whose heap is a hundredth of it. */
  @Test
  void readsBeyondTwoGigabytesInConstantMemory() throws Exception {
    int count = 3_000_000;
    Path images = folder.resolve("images");
    try (RandomAccessFile file = new RandomAccessFile(images.toFile(), "rw")) {
      // Nothing is on the disk but the head and the last image.
      file.write(ByteBuffer.allocate(16).putInt(0x803).putInt(count).putInt(28).putInt(28).array());
      file.seek(16 + 784L * (count - 1));
      byte[] last = new byte[784];
      Arrays.fill(last, (byte) 7);
      file.write(last);
    }
    Path output = folder.resolve("output");
    Process run =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx24m",
                "-cp",
                System.getProperty("java.class.path"),
                Sum.class.getName(),
                images.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertTrue(run.waitFor(2, TimeUnit.MINUTES), "does not end");
    assertEquals(
        count + " images, the sum of their pixels is 5488", Files.readString(output).strip());
    assertEquals(0, run.exitValue());
  }

  /** Adds up all pixels of a file. */
  static final class Sum {

    private Sum() {}

    public static void main(String[] arguments) throws IOException {
      long sum = 0;
      int count = 0;
      try (ImageStream stream = ImageStream.open(Path.of(arguments[0]))) {
        Optional<ImageBatch> batch = stream.next(1024);
        while (batch.isPresent()) {
          for (byte pixel : batch.get().pixels()) {
            sum += pixel;
          }
          count += batch.get().count();
          batch = stream.next(1024);
        }
      }
      System.out.println(count + " images, the sum of their pixels is " + sum);
    }
  }
}
