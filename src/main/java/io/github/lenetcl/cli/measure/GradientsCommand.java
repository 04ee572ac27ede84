package io.github.lenetcl.cli.measure;

import io.github.lenetcl.cli.options.DataOption;
import io.github.lenetcl.cli.options.DeviceOption;
import io.github.lenetcl.cli.options.ModelFiles;
import io.github.lenetcl.cli.terminal.Numbers;
import io.github.lenetcl.cli.terminal.OutputFiles;
import io.github.lenetcl.cli.train.LossOptions;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.NamedTensor;
import io.github.lenetcl.model.SafetensorsWriter;
import io.github.lenetcl.model.TensorLayout;
import io.github.lenetcl.training.Gradients;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lenet gradients}: the mean derivatives over some images, for others to check. */
@Command(
    name = "gradients",
    header = "Write the mean gradient over the first training images.",
    description = {
      "For checking this program against another. Writes safetensors, single precision: loss [1],"
          + " gradient.C1.weight [6,1,5,5], ..., gradient.C3.weight [16,6,5,5] with zeros where"
          + " Table I has no pair, and with --curvature the mean diagonal second derivatives of"
          + " Appendix C as curvature.C1.weight, ... The loss is the equation as printed."
    },
    footer = {
      "",
      "Examples:",
      "  lenet gradients --init a.safetensors --data mnist --limit 64 --out gradients.safetensors",
      "This gives b = a - gradient:",
      "  lenet train --recipe sgd --lr 1 --steps 1 --batch 64 --limit 64 --no-shuffle \\",
      "      --data mnist --init a.safetensors --out b.safetensors"
    })
public final class GradientsCommand implements Callable<Integer> {

  @Option(
      names = "--init",
      paramLabel = "MODEL",
      required = true,
      description = {
        "The model whose parameters the derivatives are taken at: a file, or best, paper, graph or"
            + " sdnn."
      })
  private Path model;

  @Mixin private DataOption data;

  @Option(
      names = "--limit",
      paramLabel = "B",
      required = true,
      converter = Numbers.Count.class,
      description = "Take the first B training images.")
  private int limit;

  @Mixin private LossOptions loss;

  @Option(names = "--curvature", description = "Write the second derivatives too.")
  private boolean curvature;

  @Mixin private DeviceOption device;

  @Option(names = "--out", paramLabel = "FILE", required = true, description = "The file.")
  private Path target;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    OutputFiles.require(target, spec);
    Model loaded = ModelFiles.open(Optional.of(model));
    LabelledImages images = DataSets.open(data.source()).training();
    if (images.count() < limit) {
      throw BadInputException.of(
          data.source(), "number of training images", images.count(), "at least " + limit);
    }
    Gradients gradients;
    try (Selection selection = device.open()) {
      gradients =
          Gradients.of(
              selection.backend(),
              loaded.network(),
              loaded.parameters(),
              loaded.scaling(),
              loss.asPrinted(loaded.network().centers().isPresent()),
              images.first(limit),
              curvature);
    }
    float mean = (float) gradients.losses().meanLoss();
    List<NamedTensor> tensors = new ArrayList<>();
    TensorLayout layout = new TensorLayout(loaded.network());
    tensors.add(NamedTensor.of("loss", new float[] {mean}, 1));
    tensors.addAll(layout.spread("gradient.", gradients.gradient()));
    if (curvature) {
      tensors.addAll(layout.spread("curvature.", gradients.curvature()));
    }
    SafetensorsWriter.write(target, Map.of(), tensors);
    spec.commandLine()
        .getOut()
        .println(
            String.format(Locale.ROOT, "%s: mean loss %.6g over %d images", target, mean, limit));
    return 0;
  }
}
