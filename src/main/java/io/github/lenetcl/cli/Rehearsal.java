package io.github.lenetcl.cli;

import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.data.Pictures;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

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

  static int run(PrintWriter nobody) throws IOException {
    Path digit = Files.createTempFile("lenet-", ".png");
    try {
      draw(digit);
      int help = Lenet.execute(nobody, nobody, "--help");
      int version = Lenet.execute(nobody, nobody, "--version");
      int wrong = Lenet.execute(nobody, nobody, "classify", "--no-such-option");
      int answer = Lenet.execute(nobody, nobody, "classify", "--json", digit.toString());
      return help + version == 0 && wrong == 2 ? answer : 1;
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
    Pictures.writePng(file, picture);
  }
}
