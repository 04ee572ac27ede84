package io.github.lenetcl.spark.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.types.StructType;

/**
 * What there is to read, in parts.
 *
 * @param <S> a part, for one task
 */
interface Slices<S extends InputPartition> extends Serializable {

  /** {@return what messages call it} */
  String name();

  /** {@return the columns} */
  StructType schema();

  /** {@return the parts} */
  List<S> plan() throws IOException;

  /** {@return the rows of a part} */
  Rows open(S slice) throws IOException;

  /** Rows, one after the other, as Catalyst has their values, a value for each column. */
  interface Rows extends Closeable {

    /** {@return the next row, nothing after the last} */
    Optional<Object[]> next() throws IOException;
  }
}
