package io.github.lenetcl.spark.archive;

import io.github.lenetcl.spark.archive.Ledger.Table;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * What is in the tables, and how long it took.
 *
 * @param answers pictures with an answer
 * @param unread pictures without
 * @param confidence the mean confidence of the answers, 0 where there are none
 * @param reasons the most frequent reasons, the most frequent first
 * @param pictures how many this run read
 * @param seconds how long it took
 */
record Summary(
    long answers,
    long unread,
    double confidence,
    Map<String, Long> reasons,
    long pictures,
    double seconds) {

  private static final int MOST_REASONS = 10;

  static Summary of(SparkSession spark, Ledger ledger, long pictures, double seconds) {
    Row answers =
        spark
            .read()
            .parquet(ledger.table(Table.ANSWERS).toString())
            .agg(functions.count("*"), functions.avg("confidence"))
            .first();
    Dataset<Row> unread = spark.read().parquet(ledger.table(Table.UNREAD).toString());
    Map<String, Long> reasons = new LinkedHashMap<>();
    for (Row each :
        unread
            .groupBy(
                functions
                    .regexp_replace(
                        functions.col("reason"),
                        "^(confidence is|not what was asked for).*",
                        "$1 …")
                    .as("reason"))
            .count()
            .orderBy(functions.desc("count"), functions.asc("reason"))
            .takeAsList(MOST_REASONS)) {
      reasons.put(each.getString(0), each.getLong(1));
    }
    return new Summary(
        answers.getLong(0),
        unread.count(),
        answers.isNullAt(1) ? 0 : answers.getDouble(1),
        reasons,
        pictures,
        seconds);
  }

  String json() {
    String listed =
        reasons.entrySet().stream()
            .map(each -> "    " + quoted(each.getKey()) + ": " + each.getValue())
            .collect(Collectors.joining(",\n"));
    return String.format(
        Locale.ROOT,
        "{%n  \"answers\": %d,%n  \"unread\": %d,%n  \"mean_confidence\": %.6f,%n"
            + "  \"reasons\": {%n%s%n  },%n  \"pictures_of_last_run\": %d,%n"
            + "  \"seconds_of_last_run\": %.3f%n}",
        answers,
        unread,
        confidence,
        listed,
        pictures,
        seconds);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%,d answers, mean confidence %.4f; %,d without%n",
            answers,
            confidence,
            unread));
    reasons.forEach(
        (reason, count) -> text.append(String.format(Locale.ROOT, "%,10d  %s%n", count, reason)));
    if (pictures > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              "%,d pictures in %.1f s, %.0f/s%n",
              pictures,
              seconds,
              pictures / seconds));
    }
    return text.toString();
  }
}
