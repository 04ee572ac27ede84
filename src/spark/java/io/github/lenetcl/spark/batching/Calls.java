package io.github.lenetcl.spark.batching;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedLambdaVariable;
import org.apache.spark.sql.catalyst.expressions.OuterReference;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateFunction;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/** Calls of {@link BatchFunction}s in expressions. */
final class Calls {

  private Calls() {}

  static BatchFunction function(Expression call) {
    return (BatchFunction) ((BatchCall) call).function();
  }

  /** {@return the calls of a node that its child can answer, no two alike} */
  static List<Expression> of(LogicalPlan node, LogicalPlan child) {
    List<Expression> calls = new ArrayList<>();
    Attributes.list(node.expressions()).forEach(each -> gather(each, child, calls));
    return calls;
  }

  private static void gather(Expression expression, LogicalPlan child, List<Expression> calls) {
    if (expression instanceof BatchCall && canLeave(expression, child)) {
      if (calls.stream().noneMatch(expression::semanticEquals)) {
        calls.add(expression);
      }
      return;
    }
    Attributes.list(expression.children()).forEach(each -> gather(each, child, calls));
  }

  /** Whether a call says the same below its node: of a row of the child, and of nothing else. */
  private static boolean canLeave(Expression call, LogicalPlan child) {
    return call.deterministic()
        && call.references().subsetOf(child.outputSet())
        && !call.exists(
            each ->
                each instanceof NamedLambdaVariable
                    || each instanceof OuterReference
                    || each instanceof AggregateExpression
                    || each instanceof AggregateFunction);
  }
}
