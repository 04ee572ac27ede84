package io.github.lenetcl.spark;

import org.apache.spark.sql.SparkSession;

/** The Spark of the tests: local, two cores. */
public final class Sessions {

  private static final SparkSession SESSION =
      SparkSession.builder()
          .master("local[2]")
          .appName("lenet-cl tests")
          .config("spark.ui.enabled", "false")
          .config("spark.driver.host", "127.0.0.1")
          .config("spark.driver.bindAddress", "127.0.0.1")
          .config("spark.sql.shuffle.partitions", "2")
          // Where a busy machine stops a test for minutes, its one executor is not lost.
          .config("spark.network.timeout", "30min")
          .config("spark.sql.warehouse.dir", "target/spark/warehouse")
          .config("spark.sql.extensions", LenetExtensions.class.getName())
          .config(LenetSpark.DEVICE, "cpu")
          .getOrCreate();

  private Sessions() {}

  /** {@return the session that all tests share} */
  public static SparkSession shared() {
    return SESSION;
  }
}
