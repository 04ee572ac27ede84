package io.github.lenetcl.cli.options;

import io.github.lenetcl.cli.terminal.Numbers;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.EmbeddedDigits;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** The option {@code --data}. */
public final class DataOption {

  @Option(
      names = "--data",
      paramLabel = "FILE|DIR|embedded[:N]",
      required = true,
      converter = Source.class,
      description = {
        "A file or folder of images with labels, told by its content: IDX (MNIST's four files, and"
            + " others), NumPy, CSV, ARFF, libsvm, MATLAB, HDF5, Parquet, pictures in a folder for"
            + " each class, zip and tar archives of these; or the beginning of the names of some"
            + " files; or the digits that come with lenet-cl; embedded:N draws N of them to train"
            + " on."
      })
  private String source;

  /** Finds a wrong number of digits while options are read. */
  public static final class Source implements ITypeConverter<String> {

    @Override
    public String convert(String source) {
      if (!source.startsWith(DataSets.EMBEDDED + ":")) {
        return source;
      }
      String number = source.substring(DataSets.EMBEDDED.length() + 1);
      try {
        int count = Integer.parseInt(number);
        if (count >= 1 && count <= EmbeddedDigits.MOST) {
          return source;
        }
      } catch (NumberFormatException e) {
        // Told below.
      }
      throw Numbers.refused(
          source, "embedded:N, N a whole number from 1 to " + EmbeddedDigits.MOST);
    }
  }

  public String source() {
    return source;
  }

  /** Returns what models record: the folder's own name, for its path is of this machine only. */
  public String name() {
    return name(source);
  }

  public static String name(String source) {
    if (DataSets.isWord(source)) {
      return source;
    }
    Path name = Path.of(source).toAbsolutePath().normalize().getFileName();
    return name == null ? source : name.toString();
  }
}
