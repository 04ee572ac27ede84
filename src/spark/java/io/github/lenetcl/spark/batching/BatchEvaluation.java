package io.github.lenetcl.spark.batching;

import java.io.Serializable;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;
import scala.runtime.AbstractFunction1;

/** What is done with a partition; it travels to the executors. */
@SuppressWarnings("serial") // lists of Scala are serialisable
final class BatchEvaluation extends AbstractFunction1<Iterator<InternalRow>, Iterator<InternalRow>>
    implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(BatchEvaluation.class);

  private final Seq<Alias> calls;
  private final Seq<Attribute> input;
  private final Seq<Attribute> output;
  private final SQLMetric rows;
  private final SQLMetric batches;

  BatchEvaluation(
      Seq<Alias> calls,
      Seq<Attribute> input,
      Seq<Attribute> output,
      SQLMetric rows,
      SQLMetric batches) {
    this.calls = calls;
    this.input = input;
    this.output = output;
    this.rows = rows;
    this.batches = batches;
  }

  @Override
  public Iterator<InternalRow> apply(Iterator<InternalRow> partition) {
    if (!partition.hasNext()) {
      return partition;
    }
    for (Alias call : Attributes.list(calls)) {
      BatchFunction function = Calls.function(call.child());
      LOG.info(
          "partition {}: {}: {}",
          TaskContext.getPartitionId(),
          function.name(),
          function.circumstances());
    }
    return new BatchIterator(partition, calls, input, output, rows, batches);
  }
}
