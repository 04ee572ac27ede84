package io.github.lenetcl.spark;

import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engines of this process: one for each device and choice of models, for all its tasks. */
final class Engines {

  private static final Logger LOG = LoggerFactory.getLogger(Engines.class);
  private static final Map<RecogniserSettings, Engine> OPEN = new LinkedHashMap<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Engines::closeAll, "lenet closing"));
  }

  private Engines() {}

  /** {@return the engine for the task that asks} */
  static synchronized Engine of(RecogniserSettings settings) {
    DeviceChoice choice = DeviceChoice.of(settings.device());
    RecogniserSettings here = settings.withDevice(choice.device());
    Engine known = OPEN.get(here);
    if (known == null) {
      known = new Engine(here, choice.open());
      OPEN.put(here, known);
      LOG.info(
          "{}; models {}, {}, {}", known.reason(), here.pictures(), here.images(), here.lines());
    }
    return known;
  }

  static synchronized int count() {
    return OPEN.size();
  }

  static synchronized void closeAll() {
    OPEN.values().forEach(Engine::close);
    OPEN.clear();
  }
}
