package io.github.lenetcl.cli.options;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.FileNames;
import io.github.lenetcl.data.TemporaryFiles;
import io.github.lenetcl.data.TextFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.io.input.CloseShieldInputStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/**
 * Which pictures: files, folders of them, {@code -} for what comes through a pipe, and lists of
 * files in a file.
 */
public final class PictureArguments {
  /** The name of the standard input. */
  private static final String PIPE = "-";

  @Parameters(
      arity = "0..*",
      paramLabel = "IMAGE",
      description = {
        "PNG, JPEG, TIFF (all its pages), BMP, GIF or WebP, told by content; files of images in any"
            + " form that --data takes, for lenet classify; a folder of all these, and what is in its"
            + " folders; or - for one that comes through a pipe."
      })
  private List<String> images = List.of();

  @Option(
      names = "--files-from",
      paramLabel = "FILE",
      description = "Take the pictures that this file names too, one a line; - for a pipe.")
  private Optional<String> list = Optional.empty();

  @Option(
      names = "--no-orientation",
      description =
          "Leave pictures as they are stored, whatever they say of how the camera was held.")
  private boolean asStored;

  /** Is told each file, by the name that the user knows it by. */
  public interface Work {
    void file(String name, Path file) throws IOException;
  }

  /** Is told what is wrong with a file or a name. */
  public interface Failed {
    void failure(String name, IOException failure) throws IOException;
  }

  /** Returns whether pictures are to be turned as the camera was held. */
  public boolean upright() {
    return !asStored;
  }

  /** Tells which files of a folder are meant. */
  public interface Wanted {
    boolean accepts(Path file) throws IOException;
  }

  /**
   * Gives all files to somebody, in order; one that is wrong does not hinder the others.
   *
   * @param wanted which files of folders are taken; what is named by itself always is
   */
  public void forEach(CommandSpec spec, Wanted wanted, Work work, Failed failed)
      throws IOException {
    if (images.isEmpty() && list.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "no pictures given: wanted IMAGE or --files-from FILE");
    }
    for (String name : images) {
      forOne(name, wanted, work, failed);
    }
    if (list.isPresent()) {
      for (String name : names(list.get())) {
        forOne(name, wanted, work, failed);
      }
    }
  }

  private static void forOne(String name, Wanted wanted, Work work, Failed failed)
      throws IOException {
    try {
      if (name.equals(PIPE)) {
        throughPipe(work);
        return;
      }
      Path path = FileNames.path(name);
      if (!Files.isDirectory(path)) {
        forFile(name, path, work, failed);
        return;
      }
      for (Path file : inFolder(path, wanted)) {
        forFile(file.toString(), file, work, failed);
      }
    } catch (BadInputException e) {
      failed.failure(name, e);
    }
  }

  private static void forFile(String name, Path file, Work work, Failed failed) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
      // A pipe by name, such as /dev/stdin, can be read only once.
      try (InputStream in = Files.newInputStream(file)) {
        kept(name, in, work, failed);
      }
      return;
    }
    try {
      work.file(name, file);
    } catch (BadInputException e) {
      failed.failure(name, e);
    }
  }

  private static void throughPipe(Work work) throws IOException {
    kept(
        PIPE,
        CloseShieldInputStream.wrap(System.in),
        work,
        (name, failure) -> {
          throw failure;
        });
  }

  /** Keeps what comes through a pipe in a file, since it is read more than once. */
  private static void kept(String name, InputStream in, Work work, Failed failed)
      throws IOException {
    try (TemporaryFiles temporary = new TemporaryFiles()) {
      Path copy = temporary.copy(in);
      try {
        work.file(name, copy);
      } catch (BadInputException e) {
        String told = e.getMessage().replace(copy.toString(), name);
        failed.failure(name, new BadInputException(told, e));
      }
    }
  }

  /** The files in a folder and in its folders that are wanted, in the order of their paths. */
  private static List<Path> inFolder(Path folder, Wanted wanted) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path file : DataSets.files(folder)) {
      if (wanted.accepts(file)) {
        files.add(file);
      }
    }
    if (files.isEmpty()) {
      throw BadInputException.of(folder, "content", "no images", "pictures, or data of any form");
    }
    return files;
  }

  private static List<String> names(String list) throws IOException {
    if (list.equals(PIPE)) {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      return in.lines().filter(line -> !line.isBlank()).toList();
    }
    return TextFile.lines(FileNames.path(list), "the name of a picture in each line").stream()
        .filter(line -> !line.isBlank())
        .toList();
  }
}
