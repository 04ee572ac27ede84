package io.github.lenetcl.fitting;

import java.util.Locale;

/**
 * How well a network does on some images.
 *
 * @param samples how many images
 * @param loss the mean loss
 * @param accuracy the part that is read right, 0 to 1
 */
public record Score(int samples, double loss, double accuracy) {
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "loss %.4f, accuracy %.2f %% of %d", loss, 100 * accuracy, samples);
  }
}
