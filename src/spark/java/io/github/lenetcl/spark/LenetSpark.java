package io.github.lenetcl.spark;

import io.github.lenetcl.spark.batching.BatchPlanning;
import io.github.lenetcl.spark.batching.BatchRule;
import java.io.IOException;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * Registers the functions {@code lenet_classify} and {@code lenet_read} in a session.
 *
 * <p>In Java {@code LenetSpark.register(session)}; in Python {@code
 * spark._jvm.io.github.lenetcl.spark.LenetSpark.register(spark._jsparkSession)}. Sessions that are
 * started with {@code spark.sql.extensions} set to {@link LenetExtensions} have them already.
 */
public final class LenetSpark {

  /**
   * The setting that names the model of single digits: one that comes with the library, or a file,
   * which the driver reads and sends; {@code #sha256=} and a digest may follow.
   */
  public static final String DIGITS_MODEL = "spark.lenet.digits.model";

  /** The setting that names the model of lines, in the same way. */
  public static final String LINES_MODEL = "spark.lenet.lines.model";

  /** The setting that names the device. */
  public static final String DEVICE = "spark.lenet.device";

  /** The setting that says how often to look at a line that stays in doubt. */
  public static final String LOOKS = "spark.lenet.looks";

  private LenetSpark() {}

  /**
   * Registers the functions; doing so twice does nothing.
   *
   * @param session the session
   */
  public static void register(SparkSession session) {
    var classic = (org.apache.spark.sql.classic.SparkSession) session;
    for (FunctionDescription each : FunctionDescription.ALL) {
      classic
          .sessionState()
          .functionRegistry()
          .createOrReplaceTempFunction(each.name(), each.builder(), "java_udf");
    }
    BatchRule.register(classic.experimental());
    BatchPlanning.register(classic.experimental());
  }

  /**
   * {@return what {@code lenet_classify} recognises with, by the settings of the active session}
   *
   * @param model the name or path of a model; the session's where none is given
   * @throws IOException if the model cannot be read
   */
  public static SharedRecogniser digits(Optional<String> model) throws IOException {
    return SessionSettings.forDigits(model);
  }

  /**
   * {@return what {@code lenet_read} reads with, by the settings of the active session}
   *
   * @param model the name or path of a model; the session's where none is given
   * @throws IOException if the model cannot be read
   */
  public static SharedRecogniser lines(Optional<String> model) throws IOException {
    return SessionSettings.forLines(model);
  }
}
