package io.github.lenetcl.spark.source;

import io.github.lenetcl.spark.Storage;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Picture files, so many to a task that it runs for about a second and there are tasks for all
 * cores.
 *
 * @param paths files, folders, or patterns of either
 */
record PictureSlices(List<String> paths) implements Slices<PictureSlices.Slice> {

  private static final long serialVersionUID = 1L;

  static final StructType SCHEMA =
      new StructType()
          .add("path", DataTypes.StringType, false)
          .add("page", DataTypes.IntegerType, false)
          .add("image", DataTypes.BinaryType)
          .add("reason", DataTypes.StringType);

  private static final int MOST_FILES = 4096;
  private static final int LEAST_FILES = 64;
  private static final long MOST_BYTES = 64L << 20;

  /**
   * Files for one task.
   *
   * @param files their paths
   */
  record Slice(List<String> files) implements InputPartition {
    private static final long serialVersionUID = 1L;
  }

  PictureSlices {
    paths = List.copyOf(paths);
  }

  @Override
  public String name() {
    return PictureSource.FORMAT
        + " "
        + (paths.size() == 1 ? paths.get(0) : paths.size() + " paths");
  }

  @Override
  public StructType schema() {
    return SCHEMA;
  }

  @Override
  public List<Slice> plan() throws IOException {
    return sliced(Listing.of(paths), SparkContext.getOrCreate().defaultParallelism());
  }

  static List<Slice> sliced(List<Listing.Found> files, int cores) {
    int most = Math.max(LEAST_FILES, Math.min(MOST_FILES, files.size() / (2 * cores) + 1));
    List<Slice> slices = new ArrayList<>();
    List<String> slice = new ArrayList<>();
    long bytes = 0;
    for (Listing.Found file : files) {
      slice.add(file.path());
      bytes += file.length();
      if (slice.size() == most || bytes >= MOST_BYTES) {
        slices.add(new Slice(List.copyOf(slice)));
        slice.clear();
        bytes = 0;
      }
    }
    if (!slice.isEmpty()) {
      slices.add(new Slice(List.copyOf(slice)));
    }
    return slices;
  }

  @Override
  public Rows open(Slice slice) {
    return new PageRows(slice.files());
  }

  /** The pages of files. */
  private static final class PageRows implements Rows {

    private final Deque<String> files;
    private final Deque<Object[]> pages = new ArrayDeque<>();

    PageRows(List<String> files) {
      this.files = new ArrayDeque<>(files);
    }

    @Override
    public Optional<Object[]> next() {
      while (pages.isEmpty() && !files.isEmpty()) {
        open(files.pop());
      }
      return Optional.ofNullable(pages.poll());
    }

    /** A file that cannot be read is a row with the reason, and ends no task. */
    private void open(String file) {
      try {
        byte[] bytes = Storage.read(file);
        if (TiffPages.isTiff(bytes)) {
          TiffPages.each(bytes, (page, png) -> add(file, page, png, null));
        } else {
          add(file, 0, bytes, null);
        }
      } catch (IOException e) {
        String message = String.valueOf(e.getMessage());
        String told =
            message.startsWith(file + ": ") ? message.substring(file.length() + 2) : message;
        add(file, pages.size(), null, told);
      }
    }

    private void add(String file, int page, byte[] image, String reason) {
      pages.add(
          new Object[] {UTF8String.fromString(file), page, image, UTF8String.fromString(reason)});
    }

    @Override
    public void close() {
      pages.clear();
    }
  }
}
