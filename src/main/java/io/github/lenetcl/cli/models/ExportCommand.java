package io.github.lenetcl.cli.models;

import io.github.lenetcl.cli.options.ModelFiles;
import io.github.lenetcl.cli.terminal.EscapingWriter;
import io.github.lenetcl.cli.terminal.OutputFiles;
import io.github.lenetcl.model.onnx.OnnxFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lenet export}: a model for other programs. */
@Command(
    name = "export",
    header = "Write a model as ONNX, for other programs to run.",
    description = {
      "The file's input is [N, maps, rows, columns], N free: the network's inputs, grey levels after"
          + " the model's scaling. Its output is [N, classes]: penalties or probabilities, as the"
          + " network ends."
    },
    footer = {
      "",
      "Examples:",
      "  lenet export digits.safetensors --onnx digits.onnx",
      "  lenet export digits.safetensors --onnx digits.onnx --output scores"
    })
public final class ExportCommand implements Callable<Integer> {

  @Parameters(arity = "0..1", paramLabel = "MODEL", description = ModelFiles.HELP)
  private Optional<Path> model = Optional.empty();

  @Option(
      names = "--onnx",
      required = true,
      paramLabel = "FILE",
      description = "The ONNX file to write.")
  private Path file;

  /** What the file's outputs are. */
  private enum Output {
    /** As the network ends. */
    asis,
    /** The largest wins. */
    scores
  }

  @Option(
      names = "--output",
      paramLabel = "KIND",
      description = {
        "asis: penalties, of which the smallest wins, or probabilities, as the network ends; scores:"
            + " penalties with their signs turned, for those who take the largest. asis where"
            + " nothing is said."
      })
  private Output output = Output.asis;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    OutputFiles.require(file, spec);
    OnnxFiles.save(file, ModelFiles.open(model), output == Output.scores);
    String told = ModelFiles.name(model) + " -> " + file;
    spec.commandLine().getOut().println(EscapingWriter.escaped(told));
    return 0;
  }
}
