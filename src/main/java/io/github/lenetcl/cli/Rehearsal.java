package io.github.lenetcl.cli;

import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.LabelledImages;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Does what short commands do and tells nobody, so that Java can archive the classes that they
 * need: the launcher asks for it.
 */
final class Rehearsal {

  private static final String PROPERTY = "lenet.rehearsal";

  private Rehearsal() {}

  static boolean isWanted() {
    return Boolean.getBoolean(PROPERTY);
  }

  static int run() throws IOException {
    Path digit = Files.createTempFile("lenet-", ".png");
    try {
      draw(digit);
      PrintWriter nobody = new PrintWriter(Writer.nullWriter());
      int help = Lenet.execute(nobody, nobody, "--help");
      int wrong = Lenet.execute(nobody, nobody, "classify", "--no-such-option");
      int answer = Lenet.execute(nobody, nobody, "classify", "--json", digit.toString());
      return help == 0 && wrong == 2 ? answer : 1;
    } finally {
      Files.deleteIfExists(digit);
    }
  }

  private static void draw(Path file) throws IOException {
    LabelledImages digits = DataSets.embedded().training();
    var picture = new BufferedImage(digits.width(), digits.height(), BufferedImage.TYPE_BYTE_GRAY);
    byte[] grey = digits.image(0);
    for (int i = 0; i < grey.length; i++) {
      int x = i % digits.width();
      picture.getRaster().setSample(x, i / digits.width(), 0, 255 - (grey[i] & 0xff));
    }
    ImageIO.write(picture, "png", file.toFile());
  }
}
