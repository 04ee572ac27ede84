package io.github.lenetcl.compute;

import java.util.Locale;

/**
 * What the losses of some samples came to.
 *
 * @param samples the number of samples
 * @param loss the sum of their losses, each multiplied by the loss's scale
 * @param errors how many were misread: another class had a penalty as small as the label's, an
 *     output as large, or better; a single output was on the wrong side
 * @param notFinite the first sample whose loss was not finite, or −1
 */
public record Tally(int samples, double loss, int errors, int notFinite) {

  /** No samples. */
  public static final Tally NONE = new Tally(0, 0, 0, -1);

  /**
   * {@return the tally of these samples followed by others}
   *
   * @param next the tally of the others
   */
  public Tally plus(Tally next) {
    int bad = notFinite >= 0 ? notFinite : next.notFinite < 0 ? -1 : samples + next.notFinite;
    return new Tally(samples + next.samples, loss + next.loss, errors + next.errors, bad);
  }

  /**
   * Adds up losses sample by sample.
   *
   * @param losses the loss of each sample
   * @param wrong whether each sample was misread: 1 or 0
   * @return the tally
   */
  public static Tally of(float[] losses, byte[] wrong) {
    double sum = 0;
    int errors = 0;
    int bad = -1;
    for (int i = 0; i < losses.length; i++) {
      sum += losses[i];
      errors += wrong[i];
      if (bad < 0 && !Float.isFinite(losses[i])) {
        bad = i;
      }
    }
    return new Tally(losses.length, sum, errors, bad);
  }

  /**
   * {@return this tally with another first sample that was not finite}
   *
   * @param sample the sample's index
   */
  public Tally failedFrom(int sample) {
    return new Tally(samples, loss, errors, sample);
  }

  /** {@return the mean loss} */
  public double meanLoss() {
    return loss / samples;
  }

  /** {@return the misread part, 0 to 1} */
  public double errorRate() {
    return (double) errors / samples;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "loss %.4f, error %.2f %% (%d of %d)",
        meanLoss(),
        100 * errorRate(),
        errors,
        samples);
  }
}
