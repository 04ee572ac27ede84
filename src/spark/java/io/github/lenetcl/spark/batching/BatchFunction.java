package io.github.lenetcl.spark.batching;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;

/** A function of rows that is faster with many of them at once. */
public interface BatchFunction extends ScalarFunction<Object> {

  /** The most rows that are evaluated together. */
  int BATCH = 256;

  /**
   * {@return the results of many rows, in their order, as Catalyst has them; null where the result
   * is SQL's}
   *
   * @param arguments the arguments of each
   */
  List<Object> produceResults(List<InternalRow> arguments);

  /** {@return a line for the log of a partition: what the function runs on, and why} */
  String circumstances();

  @Override
  default Object produceResult(InternalRow arguments) {
    return produceResults(List.of(arguments)).get(0);
  }
}
