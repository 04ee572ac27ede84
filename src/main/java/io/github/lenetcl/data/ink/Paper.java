package io.github.lenetcl.data.ink;

import java.util.Optional;

/**
 * Tells ink from paper. Paper is judged locally, from the whole picture: each pixel's paper is what
 * is left where everything narrower than a stroke can be is closed over, so that neither a shadow
 * nor a dark side, a frame or a pasted photograph changes what ink is elsewhere.
 */
final class Paper {
  /** Strokes are narrower than twice this part of the picture's longer side … */
  private static final double REACH_OF_LONGER = 0.25;

  /** … and than twice this part of its shorter one. */
  private static final double REACH_OF_SHORTER = 0.6;

  /** Paper of pictures with a shorter side from here on is smoothed, being grainy. */
  private static final int GRAINY = 40;

  private Paper() {}

  /**
   * How far each pixel is from its paper, 0 to 255, on the side of the ink. Transparent parts are
   * paper; where the border of what is opaque is itself transparent, or the opaque part is of one
   * colour, ink is what is opaque.
   */
  static byte[] differences(Pixels pixels) {
    if (pixels.isOpaque()) {
      return differences(Signal.of(pixels), pixels);
    }
    byte[] opacity = pixels.opacity();
    Optional<Extent> opaque = Extent.of(opacity, pixels.width(), Pixels.HALF_OPAQUE);
    if (opaque.isEmpty()) {
      return new byte[opacity.length];
    }
    Border border = Border.of(opaque.get(), pixels.width());
    if (border.median(opacity) < Pixels.HALF_OPAQUE) {
      return opacity;
    }
    byte[] signal = Signal.of(pixels);
    byte ground = (byte) border.where(pixels::isOpaque).median(signal);
    for (int i = 0; i < signal.length; i++) {
      signal[i] = pixels.isOpaque(i) ? signal[i] : ground;
    }
    byte[] differences = differences(signal, pixels);
    boolean plain = Extent.of(differences, pixels.width(), InkImage.LEAST_CONTRAST).isEmpty();
    boolean transparentAround =
        Border.of(pixels.extent(), pixels.width()).median(opacity) < Pixels.HALF_OPAQUE;
    return plain && transparentAround ? opacity : differences;
  }

  private static byte[] differences(byte[] signal, Pixels pixels) {
    int height = pixels.height();
    int width = pixels.width();
    Polarity polarity = Polarity.of(signal, height, width);
    byte[] light = polarity.inkIsLight() ? inverted(signal) : signal;
    int shorter = Math.min(height, width);
    byte[] paper = light;
    if (shorter >= GRAINY) {
      paper = Smoothing.mean3(light, height, width);
    }
    int reach =
        shorter < Polarity.SMALL || polarity.tight()
            ? Math.max(height, width)
            : (int)
                Math.ceil(
                    Math.min(
                        REACH_OF_LONGER * Math.max(height, width), REACH_OF_SHORTER * shorter));
    paper = Closing.of(paper, height, width, reach);
    return ByteLanes.difference(paper, light);
  }

  private static byte[] inverted(byte[] signal) {
    byte[] inverted = new byte[signal.length];
    for (int i = 0; i < signal.length; i++) {
      inverted[i] = (byte) ~signal[i];
    }
    return inverted;
  }
}
