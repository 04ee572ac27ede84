package io.github.lenetcl.cli.options;

import io.github.lenetcl.data.PictureFit;
import io.github.lenetcl.data.Stored;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.network.Shape;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** How pictures are brought to size: the options {@code --fit} and {@code --grid}. */
public final class FitOption {

  /** The note under which a model tells how its pictures were brought to size. */
  public static final String NOTE = "fit";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--fit",
      paramLabel = "ink|box|none",
      converter = ByName.class,
      description = {
        "How pictures are brought to the network's size. ink (where neither this nor the model says"
            + " anything): the ink alone, fitted and centred as MNIST's digits are. box: all of the"
            + " picture, so that size and place in it are kept, paper around it. none: as it is,"
            + " light on dark, of the very size. Networks of three maps take colours: box, where"
            + " nothing is said, or none."
      })
  private Optional<PictureFit.Way> way = Optional.empty();

  @Option(
      names = "--grid",
      paramLabel = "WxH",
      converter = CellSize.class,
      description = {
        "Each picture is a sheet of cells of so many pixels, row by row; where the rows are a"
            + " multiple of ten, as many are of each digit: 20x20 for OpenCV's digits.png."
      })
  private Optional<PictureFit.Cell> grid = Optional.empty();

  @Option(
      names = "--invert",
      description =
          "The images of data files (IDX, NumPy, CSV …) are dark on light; pictures need it not.")
  private boolean inverted;

  @Option(
      names = "--transpose",
      description =
          "The images of data files are kept column by column, as EMNIST's are, so that they lie.")
  private boolean transposed;

  /** Returns how pictures are brought to a model. */
  public PictureFit fit(Model model) {
    Optional<String> kept = Optional.ofNullable(model.provenance().notes().get(NOTE));
    return fit(model.network().input(), kept.map(PictureFit.Way::named));
  }

  /** Returns how pictures are brought to a network that is to be trained. */
  public PictureFit fit(Shape input, Optional<PictureFit.Way> kept) {
    PictureFit.Way chosen = way.or(() -> kept).orElse(PictureFit.usual(input.maps()));
    PictureFit fit;
    try {
      fit = PictureFit.forInput(chosen, input.maps(), input.height(), input.width());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--fit: " + e.getMessage(), e);
    }
    return grid.map(fit::withGrid).orElse(fit).withStored(stored());
  }

  /** Returns how the images of data files are kept. */
  public Stored stored() {
    return new Stored(inverted, transposed);
  }

  public boolean hasGrid() {
    return grid.isPresent();
  }

  /** Ways by their names. */
  static final class ByName implements ITypeConverter<PictureFit.Way> {

    @Override
    public PictureFit.Way convert(String name) {
      try {
        return PictureFit.Way.named(name);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** Sizes as in 20x20. */
  static final class CellSize implements ITypeConverter<PictureFit.Cell> {

    @Override
    public PictureFit.Cell convert(String value) {
      if (!value.matches("[1-9]\\d{0,3}x[1-9]\\d{0,3}")) {
        throw new TypeConversionException(
            "found '" + value + "', wanted the width and the height of a cell, as in 20x20");
      }
      String[] sides = value.split("x");
      return new PictureFit.Cell(Integer.parseInt(sides[1]), Integer.parseInt(sides[0]));
    }
  }
}
