package io.github.lenetcl.spark.batching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.spark.Sessions;
import io.github.lenetcl.spark.TestPictures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;
import org.apache.spark.sql.execution.adaptive.QueryStageExec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How calls are evaluated: in batches, and once. */
class BatchRuleTest {

  @TempDir static Path folder;

  @BeforeAll
  static void table() {
    String file = folder.resolve("digits").toString();
    TestPictures.table(600).write().parquet(file);
    Sessions.shared().read().parquet(file).createOrReplaceTempView("many");
  }

  private static Dataset<Row> sql(String query) {
    return Sessions.shared().sql(query);
  }

  private static List<BatchExec> batches(Dataset<Row> rows) {
    var classic = (org.apache.spark.sql.classic.Dataset<Row>) rows;
    List<BatchExec> found = new ArrayList<>();
    gather(classic.queryExecution().executedPlan(), found);
    return found;
  }

  private static void gather(SparkPlan plan, List<BatchExec> found) {
    if (plan instanceof BatchExec batch) {
      found.add(batch);
    } else if (plan instanceof AdaptiveSparkPlanExec adaptive) {
      gather(adaptive.executedPlan(), found);
      return;
    } else if (plan instanceof QueryStageExec stage) {
      gather(stage.plan(), found);
      return;
    }
    Attributes.list(plan.children()).forEach(child -> gather(child, found));
  }

  private static BatchExec only(Dataset<Row> rows) {
    List<BatchExec> found = batches(rows);
    assertEquals(1, found.size(), () -> found.toString());
    assertEquals(1, found.get(0).calls().size());
    return found.get(0);
  }

  @Test
  void rowsGoInBatchesOf256() {
    Dataset<Row> rows = sql("SELECT lenet_classify(image) r FROM many");
    assertEquals(600, rows.collectAsList().size());
    BatchExec batch = only(rows);
    assertEquals(600, batch.metrics().apply("numOutputRows").value());
    assertEquals(4, batch.metrics().apply("numBatches").value(), "two partitions of 300");
  }

  @Test
  void aFilterOnAComputedColumnEvaluatesOnce() {
    Dataset<Row> rows =
        sql(
            "SELECT r.text, r.confidence FROM (SELECT id, lenet_classify(image) r FROM many)"
                + " WHERE r.confidence > 0.9 AND r.text = '7'");
    assertTrue(rows.collectAsList().stream().allMatch(row -> row.getString(0).equals("7")));
    assertTrue(rows.count() > 20);
    only(rows);
  }

  @Test
  void groupsAndOrdersEvaluateOnce() {
    Dataset<Row> groups =
        sql(
            "SELECT lenet_classify(image).text t, count(*) n, avg(lenet_classify(image).confidence)"
                + " FROM many GROUP BY 1 ORDER BY 1");
    assertEquals(10, groups.collectAsList().size());
    assertEquals(600, groups.collectAsList().stream().mapToLong(row -> row.getLong(1)).sum());
    only(groups);
    Dataset<Row> ordered = sql("SELECT id FROM many ORDER BY lenet_classify(image).confidence, id");
    assertEquals(600, ordered.collectAsList().size());
    only(ordered);
  }

  @Test
  void rowsOfPagesEvaluateOnce() {
    Dataset<Row> rows =
        sql(
            "SELECT id, r.text FROM (SELECT id, explode(lenet_read_page(image)) r FROM many WHERE id"
                + " < 20) WHERE r.confidence >= 0");
    assertTrue(rows.count() >= 20);
    only(rows);
    String plan =
        ((org.apache.spark.sql.classic.Dataset<Row>) rows)
            .queryExecution()
            .optimizedPlan()
            .toString();
    assertTrue(plan.matches("(?s).*Generate explode\\(lenet_read_page#\\d+\\), \\[\\d.*"), plan);
  }

  @Test
  void onlyTheColumnsThatAreNeededAreRead() {
    String plan =
        ((org.apache.spark.sql.classic.Dataset<Row>)
                sql("SELECT id, lenet_classify(image).text FROM many"))
            .queryExecution()
            .executedPlan()
            .toString();
    assertTrue(plan.contains("ReadSchema: struct<id:int,image:binary>"), plan);
    assertTrue(plan.contains("lenet_classify(image#"), plan);
  }

  @Test
  void whereNoBatchCanBeMadeTheAnswerIsTheSame() {
    List<Row> batched =
        sql("SELECT id, lenet_classify(image).text FROM many WHERE id < 5 ORDER BY id")
            .collectAsList();
    List<Row> lambda =
        sql("SELECT id, transform(array(image), x -> lenet_classify(x).text)[0] FROM many WHERE"
                + " id < 5 ORDER BY id")
            .collectAsList();
    assertEquals(batched, lambda);
    long joined =
        sql("SELECT * FROM many a JOIN many b ON a.id = b.id AND lenet_classify(a.image).text ="
                + " lenet_classify(b.image).text WHERE a.id < 5")
            .count();
    assertEquals(5, joined);
  }

  @Test
  void subqueriesUnionsAndCachesHaveThemToo() {
    Dataset<Row> cached = sql("SELECT id, lenet_classify(image).text t FROM many").cache();
    try {
      cached.createOrReplaceTempView("answers");
      assertEquals(
          1200,
          sql("SELECT t FROM answers UNION ALL SELECT lenet_classify(image).text FROM many")
              .count());
      assertEquals(
          1,
          sql("SELECT (SELECT max(lenet_classify(image).text) FROM many) m")
              .collectAsList()
              .size());
    } finally {
      cached.unpersist();
    }
  }
}
