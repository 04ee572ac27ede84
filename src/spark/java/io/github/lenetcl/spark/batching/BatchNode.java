package io.github.lenetcl.spark.batching;

import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Adds the results of calls to the rows of its child. */
public final class BatchNode extends LogicalPlan {

  private static final long serialVersionUID = 1L;

  private final Seq<Alias> calls;
  private final LogicalPlan child;

  /**
   * Adds results.
   *
   * @param calls calls of {@link BatchFunction}s, with the names of their results
   * @param child where the rows come from
   */
  public BatchNode(Seq<Alias> calls, LogicalPlan child) {
    this.calls = calls;
    this.child = child;
  }

  Seq<Alias> calls() {
    return calls;
  }

  LogicalPlan child() {
    return child;
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
  public Seq<LogicalPlan> children() {
    return CollectionConverters.asScala(List.of(child)).toList();
  }

  @Override
  public LogicalPlan withNewChildrenInternal(IndexedSeq<LogicalPlan> children) {
    return new BatchNode(calls, children.head());
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
    return other instanceof BatchNode;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BatchNode that && calls.equals(that.calls) && child.equals(that.child);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
