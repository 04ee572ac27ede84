package io.github.lenetcl.cli;

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
    footer = {"", "Examples:", "  lenet export digits.safetensors --onnx digits.onnx"})
final class ExportCommand implements Callable<Integer> {

  @Parameters(arity = "0..1", paramLabel = "MODEL", description = ModelFiles.HELP)
  private Optional<Path> model = Optional.empty();

  @Option(
      names = "--onnx",
      required = true,
      paramLabel = "FILE",
      description = "The ONNX file to write.")
  private Path file;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    OutputFiles.require(file, spec);
    OnnxFiles.save(file, ModelFiles.open(model));
    spec.commandLine().getOut().println(ModelFiles.name(model) + " -> " + file);
    return 0;
  }
}
