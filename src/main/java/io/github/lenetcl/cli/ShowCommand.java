package io.github.lenetcl.cli;

import io.github.lenetcl.cli.drawing.Caption;
import io.github.lenetcl.cli.drawing.NetworkDrawing;
import io.github.lenetcl.cli.drawing.Trace;
import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.DigitImage;
import io.github.lenetcl.data.Pictures;
import io.github.lenetcl.model.Model;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lenet show}: draws a picture's way through the network. */
@Command(
    name = "show",
    header = "Draw a picture's way through the network.",
    description = {
      "Every layer's maps, F6 as a pattern of 7x12 beside the nearest codes, and the penalties."
    },
    footer = {"", "Examples:", "  lenet show digit.png --out way.png --weights"})
final class ShowCommand implements Callable<Integer> {

  @Option(names = "--model", paramLabel = "MODEL", description = ModelFiles.HELP_FOR_PICTURES)
  private Optional<Path> model = Optional.empty();

  @Parameters(paramLabel = "IMAGE", description = "A PNG, JPEG, TIFF, BMP, GIF or WebP file.")
  private Path image;

  @Option(
      names = "--out",
      paramLabel = "FILE.png",
      required = true,
      description = "The drawing, a PNG file.")
  private Path target;

  @Option(names = "--weights", description = "Draw the kernels and weights too.")
  private boolean weights;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    OutputFiles.require(target, spec);
    Model loaded = ModelFiles.openForPictures(model);
    BufferedImage picture = Pictures.read(image);
    byte[] digit =
        DigitImage.normalise(picture)
            .orElseThrow(() -> new BadInputException(image + ": blank, wanted a digit"));
    Trace trace =
        Trace.of(
            loaded.network(),
            loaded.parameters(),
            loaded.classes(),
            loaded.scaling(),
            GreyImages.unlabelled(DigitImage.SIDE, DigitImage.SIDE, digit));
    String caption = Caption.of(ModelFiles.captionForPictures(model), trace.device());
    BufferedImage drawing = NetworkDrawing.draw(trace, picture, weights, caption);
    Pictures.writePng(target, drawing);
    spec.commandLine().getOut().println(target);
    return 0;
  }
}
