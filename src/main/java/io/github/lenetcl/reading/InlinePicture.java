package io.github.lenetcl.reading;

import io.github.lenetcl.data.Pictures;
import io.github.lenetcl.data.ink.InkImage;
import java.awt.image.BufferedImage;
import java.util.Base64;

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
    return Base64.getEncoder().encodeToString(Pictures.png(picture));
  }
}
