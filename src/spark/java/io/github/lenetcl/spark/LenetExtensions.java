package io.github.lenetcl.spark;

import io.github.lenetcl.spark.batching.BatchPlanning;
import io.github.lenetcl.spark.batching.BatchRule;
import org.apache.spark.sql.SparkSessionExtensions;
import scala.Tuple3;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Gives every session the functions {@code lenet_classify} and {@code lenet_read}: {@code --conf
 * spark.sql.extensions=io.github.lenetcl.spark.LenetExtensions}.
 */
public final class LenetExtensions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {

  /** Made by Spark. */
  public LenetExtensions() {}

  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    for (FunctionDescription each : FunctionDescription.ALL) {
      extensions.injectFunction(new Tuple3<>(each.identifier(), each.info(), each.builder()));
    }
    extensions.injectPreCBORule(session -> new BatchRule());
    extensions.injectPlannerStrategy(session -> new BatchPlanning());
    return BoxedUnit.UNIT;
  }
}
