package io.github.lenetcl.spark.source;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.spark.IdxImage;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * IDX files in splits.
 *
 * @param paths files, folders, or patterns of either
 * @param labels the file of labels, or empty
 * @param split how many images a task reads
 * @param first the first image of a file that is wanted
 * @param count how many are wanted
 */
record IdxSlices(List<String> paths, String labels, long split, long first, long count)
    implements Slices<IdxSlices.Slice> {

  private static final long serialVersionUID = 1L;

  static final StructType SCHEMA =
      new StructType()
          .add("path", DataTypes.StringType, false)
          .add("index", DataTypes.LongType, false)
          .add("label", DataTypes.IntegerType)
          .add("image", DataTypes.BinaryType, false);

  /**
   * Images for one task.
   *
   * @param images their file
   * @param labels the labels' file, one or none
   * @param first the first image
   * @param count how many
   * @param hosts where they are
   */
  record Slice(IdxFile images, List<IdxFile> labels, long first, long count, String[] hosts)
      implements InputPartition {

    private static final long serialVersionUID = 1L;

    @Override
    public String[] preferredLocations() {
      return hosts;
    }
  }

  IdxSlices {
    paths = List.copyOf(paths);
    if (split < 1 || first < 0 || count < 1) {
      throw new IllegalArgumentException(
          "%s: %d images a split from %d, %d in all; wanted 1, 0, 1 or more"
              .formatted(IdxSource.FORMAT, split, first, count));
    }
  }

  @Override
  public String name() {
    return IdxSource.FORMAT + " " + (paths.size() == 1 ? paths.get(0) : paths.size() + " paths");
  }

  @Override
  public StructType schema() {
    return SCHEMA;
  }

  @Override
  public List<Slice> plan() throws IOException {
    List<Slice> slices = new ArrayList<>();
    List<Listing.Found> files = Listing.of(paths);
    if (!labels.isEmpty() && files.size() != 1) {
      throw BadInputException.of(
          labels, "number of files of images", files.size(), "1, to which the labels belong");
    }
    for (Listing.Found found : files) {
      IdxFile images = IdxFile.images(found.path());
      List<IdxFile> labelled = labels(images);
      long end = first + Math.min(count, images.count() - first);
      long each = images.packed() ? Math.max(1, end - first) : split;
      for (long from = first; from < end; from += each) {
        long items = Math.min(each, end - from);
        slices.add(new Slice(images, labelled, from, items, images.hosts(from, items)));
      }
    }
    return slices;
  }

  private List<IdxFile> labels(IdxFile images) throws IOException {
    if (labels.isEmpty()) {
      return List.of();
    }
    IdxFile file = IdxFile.labels(labels);
    if (file.count() != images.count()) {
      throw BadInputException.of(
          labels, "number of labels", file.count(), images.count() + ", as many as images");
    }
    return List.of(file);
  }

  @Override
  public Rows open(Slice slice) throws IOException {
    DataInputStream images = slice.images().from(slice.first());
    try {
      return new ImageRows(
          slice,
          images,
          slice.labels().isEmpty()
              ? Optional.empty()
              : Optional.of(slice.labels().get(0).from(slice.first())));
    } catch (IOException e) {
      images.close();
      throw e;
    }
  }

  /** The images of a slice. */
  private static final class ImageRows implements Rows {

    private final Slice slice;
    private final UTF8String path;
    private final DataInputStream images;
    private final Optional<DataInputStream> labels;
    private long at;

    ImageRows(Slice slice, DataInputStream images, Optional<DataInputStream> labels) {
      this.slice = slice;
      this.path = UTF8String.fromString(slice.images().path());
      this.images = images;
      this.labels = labels;
    }

    @Override
    public Optional<Object[]> next() throws IOException {
      if (at == slice.count()) {
        return Optional.empty();
      }
      IdxFile file = slice.images();
      byte[] levels = new byte[file.size()];
      long index = slice.first() + at;
      try {
        images.readFully(levels);
        Object label = labels.isPresent() ? labels.get().readUnsignedByte() : null;
        at++;
        byte[] image = new IdxImage(file.height(), file.width(), levels).file();
        return Optional.of(new Object[] {path, index, label, image});
      } catch (EOFException e) {
        throw new BadInputException(
            "%s: ends at image %d, wanted %d images".formatted(file.path(), index, file.count()),
            e);
      }
    }

    @Override
    public void close() throws IOException {
      try (images) {
        if (labels.isPresent()) {
          labels.get().close();
        }
      }
    }
  }
}
