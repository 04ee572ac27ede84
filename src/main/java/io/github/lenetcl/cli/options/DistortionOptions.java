package io.github.lenetcl.cli.options;

import io.github.lenetcl.cli.terminal.Numbers;
import io.github.lenetcl.network.Distortion;
import java.util.Optional;
import java.util.function.UnaryOperator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options {@code --distort} and {@code --elastic}. */
public final class DistortionOptions {

  @Option(
      names = "--distort",
      paramLabel = "FACTOR[,NAME=X...]",
      converter = Amounts.class,
      description = {
        "Distort each sample by a random affine map. A factor of 1 is translation by up to 2"
            + " pixels, scaling and squeezing by up to 0.15 and shear by up to 0.3; 0 is none."
            + " Single amounts by name: horizontal, vertical (pixels), scaling, squeezing, shear,"
            + " rotation (degrees)."
      })
  private Optional<UnaryOperator<Distortion>> affine = Optional.empty();

  @Option(
      names = "--elastic",
      paramLabel = "ALPHA,SIGMA",
      converter = Elastic.class,
      description = {
        "Deform each sample elastically (Simard, Steinkraus, Platt 2003): the strength and the"
            + " deviation of the Gaussian in pixels, 34,4 in that paper; 0 is none."
      })
  private Optional<UnaryOperator<Distortion>> elastic = Optional.empty();

  /** A factor on the paper's amounts, amounts by name, or both. */
  static final class Amounts implements ITypeConverter<UnaryOperator<Distortion>> {

    @Override
    public UnaryOperator<Distortion> convert(String value) {
      int comma = value.indexOf(',');
      String first = comma < 0 ? value : value.substring(0, comma);
      boolean named = first.contains("=");
      String names = named ? value : comma < 0 ? "" : value.substring(comma + 1);
      Optional<Float> factor = named ? Optional.empty() : Optional.of(Numbers.amount(first));
      return checked(
          given -> {
            Distortion base =
                factor
                    .map(Distortion.paper()::times)
                    .map(paper -> paper.withElastic(given.alpha(), given.sigma()))
                    .orElse(given);
            return names.isEmpty() ? base : base.with(names.replace(',', ' '));
          });
    }
  }

  /** Alpha and sigma, or a single 0. */
  static final class Elastic implements ITypeConverter<UnaryOperator<Distortion>> {

    @Override
    public UnaryOperator<Distortion> convert(String value) {
      String[] words = value.split(",", -1);
      if (words.length > 2 || words.length == 1 && Numbers.amount(value) != 0) {
        throw new TypeConversionException("found '" + value + "', wanted ALPHA,SIGMA");
      }
      float alpha = Numbers.amount(words[0]);
      float sigma = words.length == 1 ? 0 : Numbers.amount(words[1]);
      return checked(given -> given.withElastic(alpha, sigma));
    }
  }

  /** Tells of amounts out of their ranges while options are read. */
  private static UnaryOperator<Distortion> checked(UnaryOperator<Distortion> change) {
    try {
      change.apply(Distortion.NONE);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
    return change;
  }

  /** Returns what was asked for, or a distortion to begin with where nothing was. */
  public Distortion orElse(Distortion other) {
    return affine.isEmpty() && elastic.isEmpty() ? other : applyTo(Distortion.NONE);
  }

  /** Returns a distortion with the amounts that were asked for. */
  public Distortion applyTo(Distortion given) {
    Distortion changed = affine.map(change -> change.apply(given)).orElse(given);
    return elastic.map(change -> change.apply(changed)).orElse(changed);
  }
}
