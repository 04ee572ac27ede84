package io.github.lenetcl.spark.source;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * Format {@code lenet-idx}: IDX files of images, as rows of {@code path}, {@code index} from 0,
 * {@code label}, null where none are given, and {@code image}, an IDX file of the one image, which
 * the functions take as it is.
 *
 * <p>Options: {@code labels}, the file of labels that goes with one file of images; {@code
 * imagesPerSplit}; {@code first} and {@code count}, to read a part. A plain file is read in splits
 * by several tasks at once; one packed by gzip cannot be split and is read by one.
 */
public final class IdxSource implements TableProvider, DataSourceRegister {

  /** The name of the format. */
  public static final String FORMAT = "lenet-idx";

  /** The option that names a file of labels. */
  public static final String LABELS = "labels";

  /** The option that says how many images a task reads. */
  public static final String IMAGES_PER_SPLIT = "imagesPerSplit";

  /** The option that says which image is the first that is wanted, of one file. */
  public static final String FIRST = "first";

  /** The option that says how many images are wanted, of one file. */
  public static final String COUNT = "count";

  static final long STANDARD_SPLIT = 65_536;

  /** Made by Spark. */
  public IdxSource() {}

  @Override
  public String shortName() {
    return FORMAT;
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return IdxSlices.SCHEMA;
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    var options = new CaseInsensitiveStringMap(properties);
    long split = options.getLong(IMAGES_PER_SPLIT, STANDARD_SPLIT);
    return new SlicedTable<>(
        new IdxSlices(
            SourceOptions.paths(options, FORMAT),
            options.getOrDefault(LABELS, ""),
            split,
            options.getLong(FIRST, 0),
            options.getLong(COUNT, Long.MAX_VALUE)));
  }

  /**
   * A part of a file, which is one task's.
   *
   * @param first the first image
   * @param count how many
   */
  public record Part(long first, long count) {}

  /**
   * {@return the parts of a file of images}
   *
   * @param path the file
   * @throws IOException if it cannot be read or is no such file
   */
  public static List<Part> parts(String path) throws IOException {
    IdxSlices whole = new IdxSlices(List.of(path), "", STANDARD_SPLIT, 0, Long.MAX_VALUE);
    return whole.plan().stream().map(slice -> new Part(slice.first(), slice.count())).toList();
  }
}
