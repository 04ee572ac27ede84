package io.github.lenetcl.data;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.lenetcl.data.ink.DigitImage;
import io.github.lenetcl.data.ink.InkImage;
import io.github.lenetcl.fuzz.Refusal;
import java.awt.image.BufferedImage;
import java.io.IOException;

class PicturesFuzzTest {

  /** What Java's own readers would allocate for a header alone is no fault of ours. */
  private static final int MOST_BYTES = 4096;

  @FuzzTest(maxDuration = "4s")
  void reads(byte[] bytes) throws IOException {
    if (bytes.length > MOST_BYTES) {
      return;
    }
    Refusal.orResult(
        bytes,
        file -> {
          BufferedImage picture = Pictures.read(file);
          if ((long) picture.getWidth() * picture.getHeight() < 1 << 16) {
            DigitImage.normalise(picture);
            InkImage.of(picture);
          }
        });
  }
}
