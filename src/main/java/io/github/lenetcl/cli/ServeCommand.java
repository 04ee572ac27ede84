package io.github.lenetcl.cli;

import io.github.lenetcl.cli.options.DeviceOption;
import io.github.lenetcl.cli.options.ModelFiles;
import io.github.lenetcl.cli.terminal.EscapingWriter;
import io.github.lenetcl.cli.terminal.Interruption;
import io.github.lenetcl.cli.terminal.Numbers;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.serve.Limits;
import io.github.lenetcl.serve.Service;
import io.github.lenetcl.serve.ServiceOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lenet serve}: a page to draw on, and a service for programs. */
@Command(
    name = "serve",
    header = "Show a page to draw digits on, and answer other programs over HTTP.",
    description = {
      "The page needs no network: draw a digit or a number and see it read, with the maps of every"
          + " layer. Programs send pictures to /v1/classify and /v1/read; /openapi.json describes"
          + " all of it. Requests that arrive together share a batch. Ends with Ctrl-C, or when it"
          + " is told to, after what it has in hand."
    },
    footer = {
      "",
      "Examples:",
      "  lenet serve",
      "  lenet serve --model digits.safetensors --port 9000",
      "  lenet serve --host 0.0.0.0 --token \"$TOKEN\"",
      "  curl --data-binary @digit.png http://localhost:8080/v1/classify"
    })
final class ServeCommand implements Callable<Integer> {

  @Option(names = "--model", paramLabel = "MODEL", description = ModelFiles.HELP)
  private Optional<Path> model = Optional.empty();

  @Mixin private DeviceOption device;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "The port to listen on; 8080 where nothing is said, 0 for any that is free.")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "The address to listen on; 127.0.0.1, this machine only, where nothing is said.")
  private String host;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      defaultValue = "${env:LENET_TOKEN}",
      description =
          "Answer only requests with \"Authorization: Bearer TOKEN\"; LENET_TOKEN of the"
              + " environment says the same and is not seen in lists of processes.")
  private Optional<String> token = Optional.empty();

  @Option(
      names = "--queue",
      paramLabel = "N",
      converter = Numbers.Count.class,
      description = "Pictures in hand at once, 1024 where nothing is said; further ones get 429.")
  private Optional<Integer> queue = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    ServiceOptions options = options();
    Model loaded = ModelFiles.open(model);
    String name = model.map(file -> file.getFileName().toString()).orElse("best");
    try (Interruption interruption = new Interruption();
        Selection selection = device.open();
        Service service = new Service(name, loaded, selection, options, Optional.empty())) {
      PrintWriter out = spec.commandLine().getOut();
      if (service.isOpenToOthers() && options.token().isEmpty()) {
        spec.commandLine()
            .getErr()
            .println(
                "warning: anyone who reaches " + host + " can ask; --token keeps strangers out");
      }
      out.println("model " + EscapingWriter.escaped(name) + "; draw at " + service.address());
      out.flush();
      interruption.await();
      service.stop(options.limits().patience());
      out.println(String.format(Locale.ROOT, "ended; %,d requests answered", service.answered()));
      out.flush();
    }
    return 0;
  }

  private ServiceOptions options() {
    try {
      Limits usual = Limits.USUAL;
      int most = queue.orElse(usual.queue());
      Limits limits =
          new Limits(
              usual.bodyBytes(),
              usual.pixels(),
              Math.min(usual.pictures(), most),
              most,
              usual.gathering(),
              usual.patience());
      return new ServiceOptions(host, port, token.filter(text -> !text.isBlank()), limits);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
