package io.github.lenetcl.reading;

import io.github.lenetcl.data.InkImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** A line as a picture inside a drawing, dark on white. */
final class InlinePicture {

  private InlinePicture() {}

  /** Returns a PNG file in base 64. */
  static String png(InkImage ink) {
    BufferedImage picture =
        new BufferedImage(ink.width(), ink.height(), BufferedImage.TYPE_BYTE_GRAY);
    byte[] paper = ink.levels().clone();
    for (int i = 0; i < paper.length; i++) {
      paper[i] = (byte) ~paper[i];
    }
    picture.getRaster().setDataElements(0, 0, ink.width(), ink.height(), paper);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
