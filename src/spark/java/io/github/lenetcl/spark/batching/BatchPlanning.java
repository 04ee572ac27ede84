package io.github.lenetcl.spark.batching;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.ExperimentalMethods;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.SparkStrategy;
import scala.collection.immutable.Seq;

/** Plans {@link BatchNode} as {@link BatchExec}. */
public final class BatchPlanning extends SparkStrategy {

  /** Makes the strategy. */
  public BatchPlanning() {}

  /**
   * Adds this to a session.
   *
   * @param methods the session's
   */
  public static void register(ExperimentalMethods methods) {
    List<SparkStrategy> all = new ArrayList<>(Attributes.list(methods.extraStrategies()));
    if (all.stream().noneMatch(BatchPlanning.class::isInstance)) {
      all.add(new BatchPlanning());
      methods.extraStrategies_$eq(Attributes.seq(all));
    }
  }

  @Override
  public Seq<SparkPlan> apply(LogicalPlan plan) {
    return plan instanceof BatchNode node
        ? Attributes.seq(List.of(new BatchExec(node.calls(), planLater(node.child()))))
        : Attributes.seq(List.of());
  }
}
