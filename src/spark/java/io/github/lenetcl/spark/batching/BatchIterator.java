package io.github.lenetcl.spark.batching;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.SafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.Function1;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;

/** The rows of a partition with the results of calls. */
final class BatchIterator extends AbstractIterator<InternalRow> {

  /** A batch ends where its arguments take so much: large pictures go in small batches. */
  private static final long MOST_BYTES = 64L << 20;

  private final Iterator<InternalRow> rows;
  private final List<Call> calls;
  private final UnsafeProjection output;
  private final SQLMetric rowCount;
  private final SQLMetric batchCount;
  private final List<InternalRow> batch = new ArrayList<>();
  private final JoinedRow joined = new JoinedRow();
  private List<List<Object>> results = List.of();
  private int at;

  /**
   * A call on its way.
   *
   * @param function what is called
   * @param arguments makes its arguments of a row
   * @param waiting the arguments of the rows of a batch
   */
  private record Call(
      BatchFunction function,
      Function1<InternalRow, InternalRow> arguments,
      List<InternalRow> waiting) {

    static Call of(Alias call, Seq<Attribute> input) {
      return new Call(
          Calls.function(call.child()),
          SafeProjection.create(call.child().children(), input),
          new ArrayList<>());
    }

    /** Takes a row; returns how many bytes of pictures its arguments have. */
    long take(InternalRow row) {
      InternalRow own = arguments.apply(row).copy();
      waiting.add(own);
      DataType[] types = function.inputTypes();
      long bytes = 0;
      for (int i = 0; i < types.length; i++) {
        boolean counts = types[i].equals(DataTypes.BinaryType) && !own.isNullAt(i);
        bytes += counts ? own.getBinary(i).length : 0;
      }
      return bytes;
    }

    List<Object> results() {
      List<Object> results = function.produceResults(List.copyOf(waiting));
      waiting.clear();
      return results;
    }
  }

  BatchIterator(
      Iterator<InternalRow> rows,
      Seq<Alias> calls,
      Seq<Attribute> input,
      Seq<Attribute> output,
      SQLMetric rowCount,
      SQLMetric batchCount) {
    this.rows = rows;
    this.calls = Attributes.list(calls).stream().map(call -> Call.of(call, input)).toList();
    this.output =
        UnsafeProjection.create(Attributes.<Expression>seq(Attributes.list(output)), output);
    this.rowCount = rowCount;
    this.batchCount = batchCount;
  }

  @Override
  public boolean hasNext() {
    return at < batch.size() || rows.hasNext();
  }

  @Override
  public InternalRow next() {
    if (at == batch.size()) {
      fill();
    }
    Object[] own = new Object[results.size()];
    for (int call = 0; call < own.length; call++) {
      own[call] = results.get(call).get(at);
    }
    InternalRow row = output.apply(joined.apply(batch.get(at), new GenericInternalRow(own)));
    batch.set(at, null); // its memory may be needed before the batch ends
    at++;
    rowCount.add(1);
    return row;
  }

  private void fill() {
    batch.clear();
    at = 0;
    long bytes = 0;
    while (rows.hasNext() && batch.size() < BatchFunction.BATCH && bytes < MOST_BYTES) {
      InternalRow row = rows.next().copy();
      batch.add(row);
      for (Call call : calls) {
        bytes += call.take(row);
      }
    }
    results = calls.stream().map(Call::results).toList();
    batchCount.add(1);
  }
}
