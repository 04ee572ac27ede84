package io.github.lenetcl.cli;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Models;
import io.github.lenetcl.model.onnx.OnnxFiles;
import io.github.lenetcl.network.Scaling;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lenet import}: a model of another program. */
@Command(
    name = "import",
    header = "Read an ONNX file, such as PyTorch writes, as a model.",
    description = {
      "Networks are read that are a chain of operators that we have as layers; another operator is"
          + " refused by its name."
    },
    footer = {
      "",
      "Examples:",
      "  lenet import digits.onnx --out digits.safetensors",
      "  lenet import net.onnx --scaling 0.1307,0.3081 --classes cat,dog --out net.safetensors"
    })
final class ImportCommand implements Callable<Integer> {

  private static final String SCALINGS =
      "unit, paper, ink, or MEAN,DEVIATION of grey levels from 0 to 1";

  @Parameters(paramLabel = "FILE", description = "An ONNX file.")
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

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    OutputFiles.require(out, spec);
    Optional<Scaling> wanted = scaling.map(this::scaling);
    Model read = OnnxFiles.load(file);
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
            wanted.orElse(read.scaling()),
            read.provenance());
    Models.save(out, model);
    PrintWriter console = spec.commandLine().getOut();
    console.println(model.network().summary());
    console.println(file + " -> " + out);
    return 0;
  }

  private Scaling scaling(String text) {
    return switch (text) {
      case "unit" -> Scaling.unit();
      case "paper" -> Scaling.paper();
      case "ink" -> Scaling.ink();
      default -> standard(text);
    };
  }

  private Scaling standard(String text) {
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
