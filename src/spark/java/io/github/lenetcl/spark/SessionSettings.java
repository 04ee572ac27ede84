package io.github.lenetcl.spark;

import java.io.IOException;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.internal.SQLConf;

/** What the settings of the session say of models and devices. */
final class SessionSettings {

  private SessionSettings() {}

  static SharedRecogniser forDigits(Optional<String> model) throws IOException {
    Optional<String> named = model.or(() -> setting(LenetSpark.DIGITS_MODEL));
    RecogniserSettings settings = session();
    return SharedRecogniser.of(
        named.isPresent() ? settings.withDigits(source(named.get())) : settings);
  }

  static SharedRecogniser forLines(Optional<String> model) throws IOException {
    Optional<String> named = model.or(() -> setting(LenetSpark.LINES_MODEL));
    RecogniserSettings settings = session();
    return SharedRecogniser.of(
        named.isPresent() ? settings.withLines(source(named.get())) : settings);
  }

  private static RecogniserSettings session() throws IOException {
    RecogniserSettings standard = RecogniserSettings.standard();
    return standard
        .withDevice(setting(LenetSpark.DEVICE).orElse(standard.device()))
        .withLooks(setting(LenetSpark.LOOKS).map(SessionSettings::looks).orElse(standard.looks()));
  }

  private static int looks(String text) {
    if (!text.matches("\\d{1,9}")) {
      throw new IllegalArgumentException(LenetSpark.LOOKS + " is \"" + text + "\", wanted 1 to 6");
    }
    return Integer.parseInt(text);
  }

  private static ModelSource source(String name) throws IOException {
    return ModelSource.named(SparkContext.getOrCreate(), name);
  }

  private static Optional<String> setting(String key) {
    return Optional.of(SQLConf.get().getConfString(key, "")).filter(value -> !value.isBlank());
  }
}
