package io.github.lenetcl.cli.data;

import io.github.lenetcl.cli.drawing.DistortionSheet;
import io.github.lenetcl.cli.options.DataOption;
import io.github.lenetcl.cli.options.DeviceOption;
import io.github.lenetcl.cli.options.DistortionOptions;
import io.github.lenetcl.cli.terminal.EscapingWriter;
import io.github.lenetcl.cli.terminal.OutputFiles;
import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.data.Pictures;
import io.github.lenetcl.network.Distortion;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Subsampling;
import io.github.lenetcl.training.Versions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lenet distort}: draws a sheet of images and their distorted versions. */
@Command(
    name = "distort",
    header = "Draw images and their distorted versions, like Figure 7.",
    description = {
      "In each row the first training image of a class, and beside it what training with the same"
          + " options would show. Where no amounts are given they are those of --distort 1."
    },
    footer = {
      "",
      "Examples:",
      "  lenet distort --data embedded --out sheet.png",
      "  lenet distort --data mnist --out sheet.png --distort 0.6 --elastic 34,4"
    })
public final class DistortCommand implements Callable<Integer> {

  private static final int VERSIONS = 12;

  /** Columns and rows of input on each side of an image, as LeNet-5 has them. */
  private static final int BORDER = 2;

  @Mixin private DataOption data;

  @Option(
      names = "--out",
      paramLabel = "FILE.png",
      required = true,
      description = "The sheet, a PNG file.")
  private Path target;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The seed of all that is drawn; 1 where nothing is said.")
  private long seed;

  @Mixin private DistortionOptions options;

  @Mixin private DeviceOption device;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    OutputFiles.require(target, spec);
    LabelledImages images = firstOfEachClass(DataSets.open(data.source()).training());
    Distortion distortion = options.orElse(Distortion.paper());
    try (Selection selection = device.open()) {
      float[][] columns = draw(selection.backend(), images, distortion);
      Pictures.writePng(
          target,
          DistortionSheet.draw(columns, images.width() + 2 * BORDER, images.height() + 2 * BORDER));
    }
    spec.commandLine().getOut().println(EscapingWriter.escaped(target.toString()));
    return 0;
  }

  private static LabelledImages firstOfEachClass(LabelledImages all) {
    int area = all.height() * all.width();
    int[] labels =
        IntStream.range(0, all.classes().size())
            .filter(label -> IntStream.of(all.labels()).anyMatch(each -> each == label))
            .toArray();
    byte[] pixels = new byte[labels.length * area];
    for (int row = 0; row < labels.length; row++) {
      int label = labels[row];
      int first =
          IntStream.range(0, all.count()).filter(i -> all.label(i) == label).findFirst().orElse(0);
      System.arraycopy(all.image(first), 0, pixels, row * area, area);
    }
    return new LabelledImages(all.height(), all.width(), pixels, labels, all.classes());
  }

  /**
   * Returns the images as they stand, then one array of them for each version: inputs from 0,
   * background, to 1, ink, seen through a network that gives what comes in.
   */
  private float[][] draw(Backend backend, LabelledImages images, Distortion distortion) {
    Shape input = new Shape(1, images.height() + 2 * BORDER, images.width() + 2 * BORDER);
    Network window = new Network(input, List.of(new Subsampling("window", 1, 1)));
    GreyImages grey = GreyImages.of(images);
    try (ResidentImages resident = backend.load(grey, Scaling.unit());
        Plan plan = backend.plan(PlanSpec.inference(window, images.count()))) {
      plan.write(Vector.PARAMETERS, new float[] {1, 0});
      Source.Samples all = Source.Samples.all(resident);
      float[][] columns = new float[1 + VERSIONS][];
      for (int version = 0; version < columns.length; version++) {
        plan.forward(Versions.shown(all, version, distortion, seed));
        columns[version] = plan.outputs();
      }
      return columns;
    }
  }
}
