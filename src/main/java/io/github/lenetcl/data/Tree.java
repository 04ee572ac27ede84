package io.github.lenetcl.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All files of a data set, wherever they are: in a folder, in folders of it, in zip and tar
 * archives, in archives inside these. A NumPy .npz is a zip of .npy files and nothing else.
 */
final class Tree implements Closeable {
  /** Folders deeper than this, and archives in archives in archives, are not looked into. */
  private static final int MOST_DEEP = 8;

  private static final int MOST_NESTED = 3;
  private static final byte[] ZIP = {'P', 'K', 3, 4};

  private final Path root;
  private final List<Entry> entries = new ArrayList<>();
  private final List<String> folders = new ArrayList<>();
  private final TemporaryFiles temporary = new TemporaryFiles();
  private final List<Closeable> open = new ArrayList<>();

  private Tree(Path root) {
    this.root = root;
  }

  /**
   * Finds the files.
   *
   * @param root a folder; or a file; or, where nothing is called so, the beginning of the names of
   *     some files in a folder
   */
  static Tree open(Path root) throws IOException {
    Tree tree = new Tree(root);
    try {
      tree.find();
      return tree;
    } catch (IOException | RuntimeException e) {
      tree.close();
      throw e;
    }
  }

  private void find() throws IOException {
    Path parent = root.toAbsolutePath().normalize().getParent();
    if (Files.isDirectory(root)) {
      walk(root, path -> true, MOST_DEEP);
    } else if (Files.exists(root)) {
      add(new FileEntry(root, root.getFileName().toString()), 0);
    } else if (parent != null && Files.isDirectory(parent)) {
      String beginning = root.getFileName().toString();
      walk(parent, path -> path.getFileName().toString().startsWith(beginning), 1);
    }
    if (entries.isEmpty() && Files.notExists(root)) {
      throw new BadInputException(
          root
              + ": no such file or folder, wanted data, or the word \""
              + DataSets.EMBEDDED
              + "\"");
    }
  }

  private void walk(Path folder, Predicate<Path> wanted, int deep) throws IOException {
    for (Path path : below(folder, deep, attributes -> true)) {
      String name = relative(folder, path);
      if (!wanted.test(path)) {
        continue;
      }
      if (Files.isDirectory(path)) {
        folders.add(name);
      } else if (Files.isRegularFile(path)) {
        add(new FileEntry(path, name), 0);
      }
    }
  }

  /** {@return all files in a folder and in its folders, in the order of their paths} */
  static List<Path> files(Path folder) throws IOException {
    return below(folder, MOST_DEEP, BasicFileAttributes::isRegularFile);
  }

  /** {@return what is in a folder, is wanted and is not hidden} */
  private static List<Path> below(Path folder, int deep, Predicate<BasicFileAttributes> wanted)
      throws IOException {
    try (Stream<Path> paths =
        Files.find(
            folder,
            deep,
            (path, attributes) -> wanted.test(attributes),
            FileVisitOption.FOLLOW_LINKS)) {
      return paths
          .filter(path -> !path.equals(folder) && !isHidden(relative(folder, path)))
          .sorted()
          .toList();
    } catch (java.io.UncheckedIOException e) {
      if (e.getCause() instanceof FileSystemLoopException loop) {
        throw new BadInputException(loop.getFile() + ": a link to a folder that it is in", e);
      } else if (e.getCause() instanceof AccessDeniedException denied) {
        throw new BadInputException(denied.getFile() + ": no permission to read it", e);
      }
      throw e.getCause();
    }
  }

  private static String relative(Path folder, Path path) {
    return folder.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/");
  }

  /** What file managers leave behind, and what its owner hides. */
  private static boolean isHidden(String path) {
    return path.startsWith(".") || path.contains("/.") || path.contains("__MACOSX");
  }

  private void add(Entry entry, int nested) throws IOException {
    if (isHidden(entry.path())) {
      return;
    }
    Optional<List<Entry>> inside =
        nested > MOST_NESTED || PictureFormat.isNamedLike(entry) || entry.size() < ZIP.length
            ? Optional.empty()
            : inside(entry);
    if (inside.isEmpty()) {
      entries.add(entry);
      return;
    }
    for (Entry each : inside.get()) {
      add(each, nested + 1);
    }
  }

  private Optional<List<Entry>> inside(Entry entry) throws IOException {
    byte[] start = entry.start(Tar.BLOCK);
    if (startsWith(start, ZIP)) {
      Zip zip = new Zip(entry, temporary);
      open.add(zip);
      return Optional.of(zip.entries());
    }
    return Tar.isTar(start) ? Optional.of(Tar.entries(entry, temporary)) : Optional.empty();
  }

  static boolean startsWith(byte[] bytes, byte... start) {
    return bytes.length >= start.length
        && java.util.Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }

  static boolean startsWith(byte[] bytes, String start) {
    return startsWith(bytes, start.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** {@return what the user named} */
  Path root() {
    return root;
  }

  /** {@return all files, in the order of their paths} */
  List<Entry> entries() {
    return entries.stream().sorted(Comparator.comparing(Entry::path)).toList();
  }

  /** {@return the folders below the root, as paths from there} */
  List<String> folders() {
    return folders;
  }

  @Override
  public void close() throws IOException {
    try (temporary) {
      for (Closeable each : open) {
        each.close();
      }
    }
  }
}
