package io.github.lenetcl.spark;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.spark.SparkContext;

/** Models that were sent to executors, so that a query that is planned again sends none again. */
final class SentModels {

  private static final Map<SparkContext, Map<String, ModelSource>> SENT = new WeakHashMap<>();

  private SentModels() {}

  /** {@return the model in a file as it is now} */
  static synchronized ModelSource broadcast(SparkContext context, String path) throws IOException {
    byte[] file = Storage.read(path);
    Map<String, ModelSource> sent = SENT.computeIfAbsent(context, first -> new HashMap<>());
    String key = path + "\n" + Digests.sha256(file);
    ModelSource known = sent.get(key);
    if (known == null) {
      known = ModelSource.broadcast(context, path, file);
      sent.put(key, known);
    }
    return known;
  }
}
