package io.github.lenetcl.cli.terminal;

import io.github.lenetcl.data.AtomicFile;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Refuses commands that would write over what they read, or write two things to one file. */
public final class Overwriting {

  /** The options that name a file to be written, in every command. */
  static final Set<String> OUTPUTS =
      Set.of("--out", "--log", "--onnx", "--chart", "--mistakes", "--list", "--explain");

  /** What names files or folders to be read, or a word. */
  private static final Set<String> DATA = Set.of("--data", "--also", "IMAGE", "--files-from");

  private record Named(String option, Path path) {}

  private Overwriting() {}

  public static void refuse(CommandLine command) {
    List<Named> outputs = new ArrayList<>();
    List<Named> inputs = new ArrayList<>();
    List<Named> folders = new ArrayList<>();
    for (ArgSpec arg : command.getCommandSpec().args()) {
      String name = arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
      List<Named> list = OUTPUTS.contains(name) ? outputs : DATA.contains(name) ? folders : inputs;
      paths(arg.getValue(), DATA.contains(name)).forEach(path -> list.add(new Named(name, path)));
    }
    // A folder is told of elsewhere; a pipe or a device keeps nothing.
    outputs.removeIf(
        output -> Files.isDirectory(output.path()) || AtomicFile.isWrittenInPlace(output.path()));
    for (int i = 0; i < outputs.size(); i++) {
      for (Named other : outputs.subList(i + 1, outputs.size())) {
        refuse(command, outputs.get(i), other, "both would be written");
      }
      for (Named input : inputs) {
        refuse(command, outputs.get(i), input, "it would be written over");
      }
      refuseData(command, outputs.get(i), folders);
    }
  }

  private static List<Path> paths(Object value, boolean words) {
    if (value instanceof Optional<?> optional) {
      return optional.map(each -> paths(each, words)).orElse(List.of());
    }
    if (value instanceof Collection<?> many) {
      return many.stream().flatMap(each -> paths(each, words).stream()).toList();
    }
    if (value instanceof Path path) {
      return List.of(path);
    }
    // --network takes a name or a file.
    if (value instanceof String text && (words || text.endsWith(".json"))) {
      try {
        return List.of(Path.of(text));
      } catch (InvalidPathException e) {
        return List.of();
      }
    }
    return List.of();
  }

  private static void refuse(CommandLine command, Named one, Named other, String why) {
    if (isSame(one.path(), other.path())) {
      throw new ParameterException(
          command,
          "%s and %s name one file, %s: %s"
              .formatted(one.option(), other.option(), one.path(), why));
    }
  }

  static boolean isSame(Path one, Path other) {
    try {
      return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize())
          || Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
    } catch (IOException e) {
      return false; // whoever opens them tells
    }
  }

  private static void refuseData(CommandLine command, Named output, List<Named> folders) {
    Path file = output.path().toAbsolutePath().normalize();
    Optional<BasicFileAttributes> kept = attributes(file);
    for (Named folder : folders) {
      Path all = folder.path().toAbsolutePath().normalize();
      if (file.equals(all) || kept.isPresent() && isOf(file, kept.get(), all)) {
        throw new ParameterException(
            command,
            "%s names a file of %s's data, %s: it would be written over"
                .formatted(output.option(), folder.option(), output.path()));
      }
    }
  }

  /**
   * Whether a file that is there is data, or part of it. Data may be tens of thousands of files, so
   * that each is looked at once.
   */
  private static boolean isOf(Path file, BasicFileAttributes kept, Path all) {
    Optional<BasicFileAttributes> data = attributes(all);
    try {
      if (data.isEmpty()) {
        // A data set may be named by how its files begin.
        return Files.notExists(all)
            && kept.isRegularFile()
            && file.toString().startsWith(all.toString())
            && isData(file);
      }
      if (data.get().isDirectory()) {
        return kept.isRegularFile()
            && (file.startsWith(all) || file.toRealPath().startsWith(all.toRealPath()))
            && isData(file);
      }
      Object key = data.get().fileKey();
      return key == null ? Files.isSameFile(file, all) : key.equals(kept.fileKey());
    } catch (IOException e) {
      return false; // whoever opens them tells
    }
  }

  private static Optional<BasicFileAttributes> attributes(Path file) {
    try {
      return Optional.of(Files.readAttributes(file, BasicFileAttributes.class));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether a file of a data set's folder is part of it: of a form that is read, or its names. */
  private static boolean isData(Path file) {
    try {
      return Pictures.isPicture(file) || DataSets.isData(file);
    } catch (IOException e) {
      return true; // nobody can tell; better asked for another name than lost
    }
  }
}
