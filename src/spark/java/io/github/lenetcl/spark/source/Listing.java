package io.github.lenetcl.spark.source;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.spark.Storage;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** The files below folders, in the order of their paths. */
public final class Listing {

  private Listing() {}

  /**
   * A file.
   *
   * @param path where it is, with its file system
   * @param length its bytes
   * @param modified when it was last written, milliseconds
   */
  public record Found(String path, long length, long modified) implements Serializable {

    private static final long serialVersionUID = 1L;

    static Found of(FileStatus status) {
      return new Found(status.getPath().toString(), status.getLen(), status.getModificationTime());
    }
  }

  /**
   * {@return the files, in the order of their paths; hidden ones, and those in hidden folders, are
   * left out}
   *
   * @param paths files, folders, which are gone through to their depth, or patterns of either
   * @throws BadInputException if there is no such file
   * @throws IOException if a folder cannot be read
   */
  public static List<Found> of(List<String> paths) throws IOException {
    List<Found> found = new ArrayList<>();
    for (String each : paths) {
      Path path = new Path(each);
      FileSystem files = path.getFileSystem(Storage.configuration());
      FileStatus[] matching = files.globStatus(path);
      if (matching == null || matching.length == 0) {
        throw new BadInputException(each + ": no such file or folder");
      }
      for (FileStatus status : matching) {
        add(files, status, found);
      }
    }
    found.sort(Comparator.comparing(Found::path));
    return found;
  }

  /**
   * {@return how a file begins}
   *
   * @param path the file
   * @param most how many bytes are wanted; fewer come of a shorter one
   * @throws IOException if it cannot be read
   */
  public static byte[] start(String path, int most) throws IOException {
    Path file = new Path(path);
    try (FSDataInputStream in = file.getFileSystem(Storage.configuration()).open(file)) {
      return in.readNBytes(most);
    }
  }

  private static void add(FileSystem files, FileStatus status, List<Found> found)
      throws IOException {
    if (status.isFile()) {
      found.add(Found.of(status));
      return;
    }
    if (files instanceof LocalFileSystem) {
      walk(files, status.getPath(), found);
      return;
    }
    String folder = status.getPath().toString();
    RemoteIterator<LocatedFileStatus> all = files.listFiles(status.getPath(), true);
    while (all.hasNext()) {
      LocatedFileStatus next = all.next();
      String below = next.getPath().toString().substring(folder.length());
      if (!below.contains("/.") && !below.contains("/_")) {
        found.add(Found.of(next));
      }
    }
  }

  /** What {@code listFiles} does, which starts a process for each file that is on a local disk. */
  private static void walk(FileSystem files, Path folder, List<Found> found) throws IOException {
    for (FileStatus each : files.listStatus(folder)) {
      String name = each.getPath().getName();
      if (name.startsWith(".") || name.startsWith("_")) {
        continue;
      }
      if (each.isDirectory()) {
        walk(files, each.getPath(), found);
      } else {
        found.add(Found.of(each));
      }
    }
  }
}
