package io.github.lenetcl.cli.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.cli.Run;
import io.github.lenetcl.cli.Samples;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowCommandTest {

  @TempDir Path folder;

  @Test
  void drawsTheWayAndBelowItTheWeights() throws IOException {
    Path model = Samples.model(folder);
    Path digit = Samples.digit(folder, 4);
    BufferedImage way = show(model, digit);
    BufferedImage withWeights = show(model, digit, "--weights");
    assertEquals(way.getWidth(), withWeights.getWidth());
    assertTrue(withWeights.getHeight() > way.getHeight() + 300);
    assertTrue(colours(way).size() > 500, "maps, codes and bars have many colours");
    for (int y = 0; y < way.getHeight() - 40; y += 7) {
      for (int x = 0; x < way.getWidth(); x += 7) {
        assertEquals(way.getRGB(x, y), withWeights.getRGB(x, y));
      }
    }
  }

  private BufferedImage show(Path model, Path digit, String... more) throws IOException {
    Path file = folder.resolve("way.png");
    Run run =
        more.length == 0
            ? Run.with("show", "--model", model, digit, "--out", file)
            : Run.with("show", "--model", model, digit, "--out", file, more[0]);
    assertEquals(0, run.code(), run.err());
    return ImageIO.read(file.toFile());
  }

  private static Set<Integer> colours(BufferedImage picture) {
    Set<Integer> colours = new TreeSet<>();
    for (int pixel : picture.getRGB(0, 0, picture.getWidth(), 900, null, 0, picture.getWidth())) {
      colours.add(pixel);
    }
    return colours;
  }

  @Test
  void eachPageIsDrawn() throws IOException {
    Path pages = folder.resolve("pages.tif");
    Samples.pages(pages, ImageIO.read(Samples.digit(folder, 4).toFile()), 2);
    Path file = folder.resolve("way.png");
    Run run = Run.with("show", "--model", Samples.model(folder), pages, "--out", file);
    assertEquals(0, run.code(), run.err());
    Path second = folder.resolve("way-2.png");
    assertEquals(List.of(file.toString(), second.toString()), run.out().lines().toList());
    assertEquals(-1, Files.mismatch(file, second));
  }

  @Test
  void aBlankPictureHasNoWay() throws IOException {
    Path file = folder.resolve("way.png");
    Run run =
        Run.with("show", "--model", Samples.model(folder), Samples.blank(folder), "--out", file);
    assertEquals(1, run.code());
    assertTrue(run.err().contains("blank.png: blank, wanted a digit"), run.err());
    assertFalse(Files.exists(file));
  }
}
