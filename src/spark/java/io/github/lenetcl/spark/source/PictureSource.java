package io.github.lenetcl.spark.source;

import java.util.Map;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * Format {@code lenet-pictures}: files, folders or patterns of either as rows of {@code path},
 * {@code page} from 0, {@code image}, the picture file, of a TIFF file of several pages a PNG file
 * of each; and {@code reason}, where a file cannot be read.
 */
public final class PictureSource implements TableProvider, DataSourceRegister {

  /** The name of the format. */
  public static final String FORMAT = "lenet-pictures";

  /** Made by Spark. */
  public PictureSource() {}

  @Override
  public String shortName() {
    return FORMAT;
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return PictureSlices.SCHEMA;
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    var options = new CaseInsensitiveStringMap(properties);
    return new SlicedTable<>(new PictureSlices(SourceOptions.paths(options, FORMAT)));
  }
}
