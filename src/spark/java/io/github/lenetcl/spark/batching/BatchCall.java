package io.github.lenetcl.spark.batching;

import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.expressions.ApplyFunctionExpression;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/** A call of a {@link BatchFunction}, which is called by its name in plans and messages. */
public final class BatchCall extends ApplyFunctionExpression {

  private static final long serialVersionUID = 1L;

  /**
   * Calls a function.
   *
   * @param function a {@link BatchFunction}
   * @param arguments its arguments
   */
  public BatchCall(ScalarFunction<?> function, Seq<Expression> arguments) {
    super(function, arguments);
  }

  @Override
  public String prettyName() {
    return function().name();
  }

  @Override
  public Expression withNewChildrenInternal(IndexedSeq<Expression> arguments) {
    return new BatchCall(function(), arguments);
  }

  @Override
  public String toString() {
    return Attributes.list(children()).stream()
        .map(Expression::toString)
        .collect(Collectors.joining(", ", prettyName() + "(", ")"));
  }
}
