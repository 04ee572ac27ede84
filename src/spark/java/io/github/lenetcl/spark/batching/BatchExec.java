package io.github.lenetcl.spark.batching;

import java.util.List;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.plans.physical.Partitioning;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.execution.metric.SQLMetrics;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Map;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;

/** Evaluates the calls of a {@link BatchNode}, batch by batch of a partition. */
@SuppressWarnings("serial") // lists of Scala are serialisable
public final class BatchExec extends SparkPlan {

  private static final long serialVersionUID = 1L;

  /** What is evaluated. */
  private final Seq<Alias> calls;

  /** Where the rows come from. */
  private final SparkPlan child;

  private transient Map<String, SQLMetric> metrics;

  /**
   * Evaluates calls.
   *
   * @param calls calls of {@link BatchFunction}s, with the names of their results
   * @param child where the rows come from
   */
  public BatchExec(Seq<Alias> calls, SparkPlan child) {
    this.calls = calls;
    this.child = child;
  }

  Seq<Alias> calls() {
    return calls;
  }

  @Override
  public RDD<InternalRow> doExecute() {
    BatchEvaluation evaluation =
        new BatchEvaluation(
            calls,
            child.output(),
            output(),
            metrics().apply("numOutputRows"),
            metrics().apply("numBatches"));
    ClassTag<InternalRow> rows = ClassTag.apply(InternalRow.class);
    return child.execute().mapPartitions(evaluation, true, rows);
  }

  @Override
  public synchronized Map<String, SQLMetric> metrics() {
    if (metrics == null) {
      metrics =
          scala.collection.immutable.Map.from(
              CollectionConverters.asScala(
                  java.util.Map.of(
                      "numOutputRows",
                      SQLMetrics.createMetric(sparkContext(), "number of output rows"),
                      "numBatches",
                      SQLMetrics.createMetric(sparkContext(), "number of batches"))));
    }
    return metrics;
  }

  @Override
  public Seq<Attribute> output() {
    return Attributes.with(child.output(), calls);
  }

  @Override
  public AttributeSet producedAttributes() {
    return Attributes.set(Attributes.of(calls));
  }

  @Override
  public Partitioning outputPartitioning() {
    return child.outputPartitioning();
  }

  @Override
  public Seq<SortOrder> outputOrdering() {
    return child.outputOrdering();
  }

  @Override
  public Seq<SparkPlan> children() {
    return CollectionConverters.asScala(List.of(child)).toList();
  }

  @Override
  public SparkPlan withNewChildrenInternal(IndexedSeq<SparkPlan> children) {
    return new BatchExec(calls, children.head());
  }

  @Override
  public int productArity() {
    return 2;
  }

  @Override
  public Object productElement(int index) {
    return index == 0 ? calls : child;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof BatchExec;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BatchExec that && calls.equals(that.calls) && child.equals(that.child);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
