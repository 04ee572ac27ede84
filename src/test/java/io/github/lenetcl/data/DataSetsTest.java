package io.github.lenetcl.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataSetsTest {
  @TempDir Path folder;

  /** Writes a pair with one image of 2×2 per label. */
  private void pair(String images, String labels, int... label) throws IOException {
    int classes = 256;
    LabelledImages set =
        new LabelledImages(
            2, 2, new byte[4 * label.length], label, LabelledImages.numbered(classes));
    Idx.writeImages(folder.resolve(images), set);
    Idx.writeLabels(folder.resolve(labels), set);
  }

  private DataSplit open() throws IOException {
    return DataSets.open(folder.toString());
  }

  private void assertRefused(String reason) {
    var e = assertThrows(BadInputException.class, this::open);
    assertTrue(e.getMessage().startsWith(folder.toString()), e.getMessage());
    assertTrue(e.getMessage().contains(reason), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "-images-idx3-ubyte, -labels-idx1-ubyte",
    "-images-idx3-ubyte.gz, -labels-idx1-ubyte.gz",
    "-images.idx3-ubyte, -labels.idx1-ubyte",
    "-images.idx3-ubyte.gz, -labels.idx1-ubyte",
  })
  void opensMnistsFourFiles(String images, String labels) throws IOException {
    pair("train" + images, "train" + labels, 3, 1, 4);
    pair("t10k" + images, "t10k" + labels, 1, 5);
    DataSplit split = open();
    assertArrayEquals(new int[] {3, 1, 4}, split.training().labels());
    assertArrayEquals(new int[] {1, 5}, split.test().orElseThrow().labels());
    assertEquals(LabelledImages.numbered(10), split.training().classes());
  }

  @Test
  void opensMnistWithoutItsTestFiles() throws IOException {
    pair("train-images-idx3-ubyte", "train-labels-idx1-ubyte", 3, 1, 4);
    assertTrue(open().test().isEmpty());
  }

  @Test
  void plainAndPackedCopiesAreOnePair() throws IOException {
    pair("train-images-idx3-ubyte", "train-labels-idx1-ubyte", 3, 1, 4);
    pair("train-images.idx3-ubyte.gz", "train-labels.idx1-ubyte.gz", 3, 1, 4);
    assertEquals(3, open().training().count());
  }

  @Test
  void mnistHasTenClasses() throws IOException {
    pair("train-images-idx3-ubyte", "train-labels-idx1-ubyte", 3, 10);
    assertRefused("label 1 is 10, wanted 0 to 9");
  }

  @Test
  void opensPairsUnderAnyName() throws IOException {
    pair("letters-images", "letters-labels", 0, 2);
    assertEquals(List.of("0", "1", "2"), open().training().classes());
    pair("letters-test-images", "letters-test-labels", 1);
    assertEquals(1, open().test().orElseThrow().count());
  }

  @Test
  void namesClassesByAFile() throws IOException {
    pair("x-train-images.gz", "x-train-labels.gz", 0, 1);
    Files.writeString(folder.resolve("classes.txt"), "ant\nbee\ncat\n");
    assertEquals(List.of("ant", "bee", "cat"), open().training().classes());
    Files.writeString(folder.resolve("classes.txt"), "ant\n");
    assertRefused("label 1 is 1, wanted 0 to 0");
    Files.writeString(folder.resolve("classes.txt"), "ant\n\nbee\n");
    assertRefused("line 2 is empty, wanted a class name per line");
    Files.writeString(folder.resolve("classes.txt"), "");
    assertRefused("line 1 is empty, wanted a class name per line");
    Files.writeString(folder.resolve("classes.txt"), "ant\nant\n");
    assertRefused("not distinct");
    Files.write(folder.resolve("classes.txt"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertRefused("text is not UTF-8");
  }

  @Test
  void refusesATestLabelThatTrainingNeverHad() throws IOException {
    pair("train-images", "train-labels", 0, 1);
    pair("test-images", "test-labels", 2);
    assertRefused("label 0 is 2, wanted 0 to 1");
  }

  @Test
  void refusesATestSetOfAnotherSize() throws IOException {
    pair("train-images", "train-labels", 0, 1);
    var wide = new LabelledImages(2, 3, new byte[6], new int[] {1}, LabelledImages.numbered(2));
    Idx.writeImages(folder.resolve("test-images"), wide);
    Idx.writeLabels(folder.resolve("test-labels"), wide);
    assertRefused("image size is 2×3, wanted 2×2 as for training");
  }

  @Test
  void refusesHalfAPair() throws IOException {
    pair("train-images-idx3-ubyte", "train-labels-idx1-ubyte", 3, 1, 4);
    pair("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte", 1, 5);
    Files.delete(folder.resolve("t10k-labels-idx1-ubyte"));
    assertRefused("t10k-images-idx3-ubyte: its labels are missing");
    Files.move(folder.resolve("t10k-images-idx3-ubyte"), folder.resolve("t10k-labels-idx1-ubyte"));
    // Told by what it holds, not by its name.
    assertRefused("t10k-labels-idx1-ubyte: its labels are missing");
  }

  @Test
  void refusesOnlyTestFiles() throws IOException {
    pair("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte", 1, 5);
    assertRefused("what it holds is t10k-images-idx3-ubyte, wanted files to train on");
  }

  @Test
  void refusesToGuessBetweenPairs() throws IOException {
    pair("a-images", "a-labels", 0);
    pair("b-images", "b-labels", 0);
    assertRefused("what it holds is a-images, b-images, wanted a single pair with \"train\"");
  }

  @Test
  void refusesWhatHoldsNoData() throws IOException {
    Files.writeString(folder.resolve("labels.txt"), "not IDX");
    Files.writeString(folder.resolve("README"), "nothing here");
    assertRefused("no data found, wanted train-images-idx3-ubyte");
    var none =
        assertThrows(
            BadInputException.class, () -> DataSets.open(folder.resolve("none").toString()));
    assertTrue(none.getMessage().contains("no such file or folder"), none.getMessage());
    var file =
        assertThrows(
            BadInputException.class, () -> DataSets.open(folder.resolve("README").toString()));
    assertTrue(file.getMessage().contains("README: no data found"), file.getMessage());
    assertThrows(BadInputException.class, () -> DataSets.open("\0"));
  }
}
