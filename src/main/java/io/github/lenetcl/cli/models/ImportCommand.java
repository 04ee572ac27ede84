package io.github.lenetcl.cli.models;

import io.github.lenetcl.cli.options.NetworkOption;
import io.github.lenetcl.cli.terminal.EscapingWriter;
import io.github.lenetcl.cli.terminal.OutputFiles;
import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.data.ink.DigitImage;
import io.github.lenetcl.model.ForeignWeights;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.ModelMetadata;
import io.github.lenetcl.model.Models;
import io.github.lenetcl.model.SafetensorsFile;
import io.github.lenetcl.model.onnx.KerasFiles;
import io.github.lenetcl.model.onnx.OnnxFiles;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.training.Preset;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lenet import}: a model of another program. */
@Command(
    name = "import",
    header = "Read an ONNX file, a Keras model or another program's weights as a model.",
    description = {
      "ONNX files and Keras models (.keras, .h5) are read whose operators are layers of ours, one"
          + " behind another, however they are written; what is none is refused by its name. Of a file"
          + " with weights only (safetensors, or .h5 of Keras), --network says what they belong to;"
          + " without it, of safetensors the usual networks that they fit are tried on embedded digits,"
          + " and the one that reads them is taken."
    },
    footer = {
      "",
      "Examples:",
      "  lenet import digits.onnx --out digits.safetensors",
      "  lenet import net.onnx --scaling 0.1307,0.3081 --classes cat,dog --out net.safetensors",
      "  lenet import net.keras --out net.safetensors",
      "  lenet import pytorch.safetensors --network net.json --out net.safetensors"
    })
public final class ImportCommand implements Callable<Integer> {

  private static final String SCALINGS =
      "unit, paper, ink, or MEAN,DEVIATION of grey levels from 0 to 1";

  @Parameters(
      paramLabel = "FILE",
      description = "An ONNX file, a Keras model, or weights: a safetensors file, or Keras' .h5.")
  private Path file;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "MODEL",
      description = "The model file to write.")
  private Path out;

  @Option(
      names = "--scaling",
      paramLabel = "SCALING",
      description = {
        "How grey levels, 0 for the background and 255 for ink, become the network's inputs: "
            + SCALINGS
            + ", as PyTorch's Normalize has them. unit (0 to 1) where the file does not say."
      })
  private Optional<String> scaling = Optional.empty();

  @Option(
      names = "--classes",
      split = ",",
      paramLabel = "NAME",
      description = "What the outputs stand for; 0, 1, 2, … where the file does not say.")
  private List<String> classes = List.of();

  @Mixin private NetworkOption network;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    OutputFiles.require(out, spec);
    Optional<Scaling.Levels> wanted = scaling.map(this::scaling);
    PrintWriter console = spec.commandLine().getOut();
    Model read = read(wanted, console);
    int outputs = read.network().output().maps();
    if (!classes.isEmpty() && classes.size() != outputs) {
      throw new BadInputException(
          file + ": " + outputs + " outputs, and --classes names " + classes.size());
    }
    Model model =
        new Model(
            read.network(),
            read.parameters(),
            classes.isEmpty() ? read.classes() : classes,
            read.scaling(),
            read.provenance());
    Models.save(out, model);
    console.println(model.network().summary());
    Optional.ofNullable(model.provenance().notes().get("import"))
        .ifPresent(note -> console.println("note: " + EscapingWriter.escaped(note)));
    console.println(EscapingWriter.escaped(description(model)));
    console.println(EscapingWriter.escaped(file + " -> " + out));
    return 0;
  }

  private Model read(Optional<Scaling.Levels> wanted, PrintWriter console) throws IOException {
    if (isSafetensors()) {
      return weights(wanted, console);
    }
    if (KerasFiles.isOne(file)) {
      return network.isGiven()
          ? belonging(KerasFiles.weights(file), wanted)
          : KerasFiles.load(file, wanted);
    }
    return OnnxFiles.load(file, wanted);
  }

  /** Says what goes in and comes out, and how a picture is brought to it. */
  private static String description(Model model) {
    Shape input = model.network().input();
    String pictures =
        input.maps() > 1
            ? input.maps() == 3
                ? "the colours of a picture are brought to %dx%d, all of it"
                    .formatted(input.height(), input.width())
                : "no picture fits its " + input.maps() + " maps: arrays only"
            : input.height() < DigitImage.SIDE || input.width() < DigitImage.SIDE
                ? "no digit of 28x28 fits: images of its own size only"
                : "a digit is brought to 28x28 as MNIST's are and centred";
    return "input %s, outputs %s, grey levels 0 to 255 become %s, classes %s; %s"
        .formatted(
            input,
            model.network().output(),
            levels(model.scaling()),
            String.join(" ", model.classes()),
            pictures);
  }

  private static String levels(Scaling scaling) {
    return scaling instanceof Scaling.Levels levels
        ? "%.4g to %.4g".formatted(levels.levels()[0], levels.levels()[255])
        : "values pixel by pixel";
  }

  /** Safetensors begin with the length of a header, which is a JSON object. */
  private boolean isSafetensors() throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(9);
      return start.length == 9 && start[7] == 0 && start[6] == 0 && start[8] == '{';
    }
  }

  private Model weights(Optional<Scaling.Levels> wanted, PrintWriter console) throws IOException {
    SafetensorsFile tensors = SafetensorsFile.read(file);
    if (tensors.metadata().containsKey(ModelMetadata.FORMAT)) {
      throw new BadInputException(file + ": a model already, wanted one of another program");
    }
    ForeignWeights weights = ForeignWeights.of(tensors);
    if (network.isGiven()) {
      return belonging(weights, wanted);
    }
    WeightGuess guess = WeightGuess.of(weights, wanted);
    console.println(EscapingWriter.escaped(guess.sentence()));
    return guess.model();
  }

  /** Puts weights into the network that is given. */
  private Model belonging(ForeignWeights weights, Optional<Scaling.Levels> wanted)
      throws IOException {
    List<String> names = classes.isEmpty() ? LabelledImages.numbered(10) : classes;
    Preset preset = network.preset(names, spec).orElseThrow();
    return weights.model(preset.network(), wanted.<Scaling>map(it -> it).orElse(Scaling.unit()));
  }

  private Scaling.Levels scaling(String text) {
    return switch (text) {
      case "unit" -> Scaling.unit();
      case "paper" -> Scaling.paper();
      case "ink" -> Scaling.ink();
      default -> standard(text);
    };
  }

  private Scaling.Levels standard(String text) {
    String[] numbers = text.split(",", -1);
    try {
      if (numbers.length == 2) {
        return Scaling.standard(
            255 * Double.parseDouble(numbers[0]), 255 * Double.parseDouble(numbers[1]));
      }
    } catch (IllegalArgumentException e) {
      // Told below: neither numbers nor a deviation above 0.
    }
    throw new ParameterException(
        spec.commandLine(), "--scaling: found '" + text + "', wanted " + SCALINGS);
  }
}
