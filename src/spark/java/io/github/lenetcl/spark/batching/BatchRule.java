package io.github.lenetcl.spark.batching;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.ExperimentalMethods;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Generate;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.Sort;
import org.apache.spark.sql.catalyst.rules.Rule;
import scala.Function1;
import scala.PartialFunction;
import scala.runtime.AbstractPartialFunction;

/**
 * Takes calls of {@link BatchFunction}s out of the nodes that they are in, into a {@link BatchNode}
 * below. What several nodes above each other call, such as a filter and the projection that it
 * became part of, is evaluated once, by the lowest.
 */
public final class BatchRule extends Rule<LogicalPlan> {

  /** Makes the rule. */
  public BatchRule() {}

  /**
   * Adds this to a session.
   *
   * @param methods the session's
   */
  public static void register(ExperimentalMethods methods) {
    List<Rule<LogicalPlan>> all = new ArrayList<>(Attributes.list(methods.extraOptimizations()));
    if (all.stream().noneMatch(BatchRule.class::isInstance)) {
      all.add(new BatchRule());
      methods.extraOptimizations_$eq(Attributes.seq(all));
    }
  }

  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    LogicalPlan node = plan.mapChildren(this::apply);
    boolean known =
        node instanceof Project
            || node instanceof Filter
            || node instanceof Aggregate
            || node instanceof Sort
            || node instanceof Generate;
    return known ? extracted(node, node.children().head()) : node;
  }

  private static LogicalPlan extracted(LogicalPlan node, LogicalPlan child) {
    List<Result> results = new ArrayList<>();
    List<Alias> added = new ArrayList<>();
    LogicalPlan below = child;
    for (Expression call : Calls.of(node, child)) {
      Optional<Exposed> known = Exposed.of(below, call);
      if (known.isPresent()) {
        below = known.get().plan();
        results.add(new Result(call, known.get().attribute()));
      } else {
        added.add(named(call));
        results.add(new Result(call, added.get(added.size() - 1).toAttribute()));
      }
    }
    if (results.isEmpty()) {
      return node;
    }
    if (!added.isEmpty()) {
      below = new BatchNode(Attributes.seq(added), pruned(node, below, results));
    }
    LogicalPlan replaced =
        node.transformExpressionsDown(replacement(results))
            .withNewChildren(Attributes.seq(List.of(below)));
    if (replaced instanceof Generate generate) {
      replaced = Generators.withoutNew(generate, child.outputSet());
    }
    return replaced.output().equals(node.output())
        ? replaced
        : new Project(Attributes.named(Attributes.list(node.output())), replaced);
  }

  private static Alias named(Expression call) {
    return new Alias(
        call,
        Calls.function(call).name(),
        NamedExpression.newExprId(),
        Attributes.seq(List.of()),
        scala.Option.empty(),
        Attributes.seq(List.of()));
  }

  /** Leaves out what the node does not need, so that sources need not read it. */
  private static LogicalPlan pruned(LogicalPlan node, LogicalPlan child, List<Result> results) {
    if (!(node instanceof Project || node instanceof Aggregate)) {
      return child;
    }
    AttributeSet wanted = node.references();
    List<Attribute> kept =
        Attributes.list(child.output()).stream()
            .filter(
                each ->
                    wanted.contains(each)
                        || results.stream()
                            .anyMatch(known -> known.attribute().semanticEquals(each)))
            .toList();
    return kept.size() == child.output().size()
        ? child
        : new Project(Attributes.named(kept), child);
  }

  private static PartialFunction<Expression, Expression> replacement(List<Result> results) {
    return new AbstractPartialFunction<>() {
      @Override
      public boolean isDefinedAt(Expression expression) {
        return result(expression).isPresent();
      }

      @Override
      public <A extends Expression, B> B applyOrElse(A expression, Function1<A, B> otherwise) {
        Optional<Attribute> result = result(expression);
        @SuppressWarnings("unchecked") // what a partial function returns
        B found = (B) result.orElse(null);
        return result.isPresent() ? found : otherwise.apply(expression);
      }

      private Optional<Attribute> result(Expression expression) {
        return results.stream()
            .filter(each -> each.call().semanticEquals(expression))
            .map(Result::attribute)
            .findFirst();
      }
    };
  }

  /** A call and where its result is. */
  private record Result(Expression call, Attribute attribute) {}

  /**
   * A call that was evaluated further below, and its result handed up.
   *
   * @param plan the plan with the result in its output
   * @param attribute the result
   */
  private record Exposed(LogicalPlan plan, Attribute attribute) {

    static Optional<Exposed> of(LogicalPlan plan, Expression call) {
      if (plan instanceof BatchNode node) {
        Optional<Alias> own =
            Attributes.list(node.calls()).stream()
                .filter(each -> each.child().semanticEquals(call))
                .findFirst();
        return own.isPresent()
            ? Optional.of(new Exposed(plan, own.get().toAttribute()))
            : of(node.child(), call).map(below -> below.under(plan));
      } else if (plan instanceof Filter || plan instanceof Sort) {
        return of(plan.children().head(), call).map(below -> below.under(plan));
      } else if (plan instanceof Project project) {
        return of(project.child(), call).map(below -> below.through(project));
      }
      return Optional.empty();
    }

    private Exposed under(LogicalPlan parent) {
      return new Exposed(parent.withNewChildren(Attributes.seq(List.of(plan))), attribute);
    }

    private Exposed through(Project project) {
      List<NamedExpression> all = new ArrayList<>(Attributes.list(project.projectList()));
      if (!project.outputSet().contains(attribute)) {
        all.add(attribute);
      }
      return new Exposed(new Project(Attributes.seq(all), plan), attribute);
    }
  }
}
