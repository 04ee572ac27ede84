package io.github.lenetcl.cli;

import io.github.lenetcl.data.DataSets;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option {@code --data}. */
final class DataOption {

  @Option(
      names = "--data",
      paramLabel = "DIR|embedded[:N]",
      required = true,
      description = {
        "A folder with MNIST's four files under their usual names, gzip or plain (the t10k files"
            + " may be missing), with other pairs of IDX files, or with a folder of PNG or JPEG"
            + " files for each class; or the digits that come with lenet-cl;"
            + " embedded:N draws N of them to train on."
      })
  private String source;

  String source() {
    return source;
  }

  /** Returns what models record: the folder's own name, for its path is of this machine only. */
  String name() {
    return name(source);
  }

  static String name(String source) {
    if (DataSets.isWord(source)) {
      return source;
    }
    Path name = Path.of(source).toAbsolutePath().normalize().getFileName();
    return name == null ? source : name.toString();
  }
}
