package io.github.lenetcl.cli.data;

import io.github.lenetcl.cli.terminal.Terminal;
import io.github.lenetcl.data.fetch.Fetch;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
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

/** {@code lenet fetch}: downloads MNIST. */
@Command(
    name = "fetch",
    header = "Download MNIST.",
    description = {
      "Four files, 11.6 MB. What is there already is left alone, what was broken off is resumed, and"
          + " a file gets its name only when its size and SHA-256 sum are right."
    },
    footer = {
      "",
      "Examples:",
      "  lenet fetch mnist data/mnist",
      "  lenet fetch mnist data/mnist --mirror https://example.org/mnist/"
    })
public final class FetchCommand implements Callable<Integer> {

  /** What can be fetched. */
  enum DataSet {
    /** The digits of the paper. */
    MNIST
  }

  @Parameters(index = "0", paramLabel = "mnist", description = "What to download.")
  private DataSet dataSet;

  @Parameters(index = "1", paramLabel = "DIR", description = "The folder, made if need be.")
  private Path folder;

  @Option(
      names = "--mirror",
      paramLabel = "URL",
      description = "Download from this folder and nowhere else.")
  private Optional<URI> mirror = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    fetch().to(folder, new FetchDisplay(out, Terminal.isThere()));
    out.println(Fetch.MNIST_LICENCE);
    return 0;
  }

  private Fetch fetch() {
    try {
      return mirror.map(only -> Fetch.mnist().from(List.of(only))).orElseGet(Fetch::mnist);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
