package io.github.lenetcl.spark.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** What a reader was told. */
final class SourceOptions {

  private SourceOptions() {}

  /** {@return the paths that {@code load} was called with} */
  static List<String> paths(CaseInsensitiveStringMap options, String format) {
    if (options.containsKey("path")) {
      return List.of(options.get("path"));
    } else if (options.containsKey("paths")) {
      try {
        return Arrays.asList(new ObjectMapper().readValue(options.get("paths"), String[].class));
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException(format + ": paths are no list", e);
      }
    }
    throw new IllegalArgumentException(format + ": no path, wanted load(path)");
  }
}
