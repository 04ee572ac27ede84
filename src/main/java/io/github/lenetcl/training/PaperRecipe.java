package io.github.lenetcl.training;

import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.UpdateRule;

/**
 * The training of LeCun et al. 1998, Section III-B and Appendix C: one sample for each update, 20
 * passes, stochastic diagonal Levenberg-Marquardt with steps η/(μ + h), h the mean of the second
 * derivatives over 500 samples taken before each pass, η falling as printed, and the MAP loss of
 * equation (9).
 *
 * <p>Where the paper is silent: j is 1, the samples are shuffled, the loss is scaled by s = 1/10
 * (which acts like 10·μ), and the parameters start in ±1.5/√F, but the coefficients of subsampling
 * at 0.5. With the plain sum of equation (9), s = 1, the printed η and μ diverge: where h is near 0
 * a step of η/μ = 0.025 is too long for a sum of 84 squared distances. What each choice is worth is
 * in docs/paper.md.
 *
 * @param settings what can be set; the rate is η of the first two passes, and later ones fall in
 *     proportion
 */
public record PaperRecipe(Settings settings) implements Recipe {

  /** μ, which bounds the step where the curvature is small. */
  private static final float MU = 0.02f;

  /** The samples over which the second derivatives are averaged before each pass. */
  private static final int CURVATURE_SAMPLES = 500;

  /** η of passes 1-2. */
  private static final float ETA = 0.0005f;

  /** The recipe as its description says. */
  public PaperRecipe() {
    this(
        new Settings(
            new Loss.MaximumAPosteriori(Settings.J, 0.1f),
            Initialization.overRoot(1.5f).withCoefficient(0.5f),
            20,
            1,
            ETA,
            true));
  }

  @Override
  public String name() {
    return "paper";
  }

  @Override
  public PaperRecipe with(Settings other) {
    return new PaperRecipe(other);
  }

  @Override
  public UpdateRule rule(int pass, int step, int steps) {
    return new UpdateRule.LevenbergMarquardt(settings.rate() * (printed(pass) / ETA), MU);
  }

  /** η of each pass as printed in Section III-B. */
  private static float printed(int pass) {
    if (pass <= 2) {
      return ETA;
    }
    if (pass <= 5) {
      return 0.0002f;
    }
    if (pass <= 8) {
      return 0.0001f;
    }
    return pass <= 12 ? 0.00005f : 0.00001f;
  }

  @Override
  public int curvatureSamples() {
    return CURVATURE_SAMPLES;
  }

  @Override
  public String toString() {
    return "recipe " + name() + ": " + settings;
  }
}
