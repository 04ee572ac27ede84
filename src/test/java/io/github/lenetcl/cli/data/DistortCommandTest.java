package io.github.lenetcl.cli.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.cli.Run;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistortCommandTest {

  /** The width of an image on the sheet with the gap beside it, and the margin before the first. */
  private static final int STEP = 104;

  private static final int MARGIN = 24;

  @TempDir private Path folder;

  private BufferedImage sheet(String... more) throws IOException {
    Path file = folder.resolve("sheet.png");
    List<Object> args = List.of("--data", "embedded", "--out", file, "--device", "cpu");
    Object[] all = new Object[1 + args.size() + more.length];
    all[0] = "distort";
    System.arraycopy(args.toArray(), 0, all, 1, args.size());
    System.arraycopy(more, 0, all, 1 + args.size(), more.length);
    Run run = Run.with(all);
    assertEquals(0, run.code(), run.err());
    assertEquals(file.toString(), run.lastLine());
    return ImageIO.read(file.toFile());
  }

  /** A column of the sheet: 0 is the images as they stand. */
  private static int[] column(BufferedImage sheet, int version) {
    int x = MARGIN + version * STEP + (version > 0 ? 24 : 0);
    return sheet.getRGB(x, MARGIN, 96, 10 * STEP - 8, null, 0, 96);
  }

  @Test
  void besideTheImagesStandTheirVersions() throws IOException {
    BufferedImage paper = sheet();
    assertTrue(Arrays.stream(column(paper, 0)).distinct().count() > 50, "there are digits");
    for (int version = 1; version <= 12; version++) {
      for (int before = 0; before < version; before++) {
        assertFalse(Arrays.equals(column(paper, before), column(paper, version)));
      }
    }
    BufferedImage named = sheet("--distort", "1");
    assertArrayEquals(column(paper, 5), column(named, 5));
    BufferedImage other = sheet("--seed", "2");
    assertArrayEquals(column(paper, 0), column(other, 0));
    assertFalse(Arrays.equals(column(paper, 5), column(other, 5)));
    assertFalse(Arrays.equals(column(paper, 5), column(sheet("--elastic", "20,4"), 5)));
  }

  @Test
  void amountsOfZeroLeaveTheImagesAsTheyAre() throws IOException {
    BufferedImage sheet = sheet("--distort", "0");
    IntStream.rangeClosed(1, 12)
        .forEach(version -> assertArrayEquals(column(sheet, 0), column(sheet, version)));
  }

  @Test
  void aFolderThatIsNotThereIsWrongUsage() {
    Path file = folder.resolve("none").resolve("sheet.png");
    Run run = Run.with("distort", "--data", "embedded", "--out", file);
    assertEquals(2, run.code());
    assertTrue(run.err().contains("there is no folder to write it to"), run.err());
    assertFalse(Files.exists(file));
  }
}
