package io.github.lenetcl.cli.answer;

import io.github.lenetcl.cli.drawing.Caption;
import io.github.lenetcl.cli.drawing.NetworkDrawing;
import io.github.lenetcl.cli.drawing.Trace;
import io.github.lenetcl.cli.options.ModelFiles;
import io.github.lenetcl.cli.terminal.EscapingWriter;
import io.github.lenetcl.cli.terminal.OutputFiles;
import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.Pictures;
import io.github.lenetcl.data.ink.DigitImage;
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
public final class ShowCommand implements Callable<Integer> {

  @Option(names = "--model", paramLabel = "MODEL", description = ModelFiles.HELP_FOR_PICTURES)
  private Optional<Path> model = Optional.empty();

  @Parameters(paramLabel = "IMAGE", description = "A PNG, JPEG, TIFF, BMP, GIF or WebP file.")
  private Path image;

  @Option(
      names = "--out",
      paramLabel = "FILE.png",
      required = true,
      description = "The drawing, a PNG file; of the second page of a TIFF FILE-2.png, and so on.")
  private Path target;

  @Option(names = "--weights", description = "Draw the kernels and weights too.")
  private boolean weights;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    OutputFiles.require(target, spec);
    Model loaded = ModelFiles.openForPictures(model);
    Pictures.readAll(image, true, (page, picture) -> draw(loaded, picture, page));
    return 0;
  }

  /** Draws a page: the first to the file, the others of a TIFF to files numbered from 2. */
  private void draw(Model loaded, BufferedImage picture, int page) throws IOException {
    Path file = page == 0 ? target : OutputFiles.numbered(target, page + 1);
    byte[] digit =
        DigitImage.normalise(picture)
            .orElseThrow(
                () ->
                    new BadInputException(
                        image
                            + (page == 0 ? "" : " page " + (page + 1))
                            + ": blank, wanted a digit"));
    Trace trace = Trace.of(loaded, GreyImages.unlabelled(DigitImage.SIDE, DigitImage.SIDE, digit));
    String caption = Caption.of(ModelFiles.captionForPictures(model), trace.device());
    BufferedImage drawing = NetworkDrawing.draw(trace, picture, weights, caption);
    Pictures.writePng(file, drawing);
    spec.commandLine().getOut().println(EscapingWriter.escaped(file.toString()));
  }
}
