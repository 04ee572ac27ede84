package io.github.lenetcl.serve;

import io.github.lenetcl.compute.DeviceInfo;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Provenance;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** All that a service answers. */
final class Endpoints {

  private final Engines engines;
  private final Metrics metrics;
  private final Optional<TrainingFeed> training;
  private final Answers answers;
  private final Examples examples = new Examples();

  Endpoints(Engines engines, Metrics metrics, Limits limits, Optional<TrainingFeed> training) {
    this.engines = engines;
    this.metrics = metrics;
    this.training = training;
    this.answers = new Answers(engines, limits, new Admission(limits.queue(), metrics));
  }

  void addTo(Routes routes) {
    new Assets().files().forEach((path, file) -> routes.getOpenly(path, request -> file));
    Reply openapi = OpenApi.reply();
    routes.getOpenly("/openapi.json", request -> openapi);
    routes.getOpenly("/healthz", request -> Reply.json(Map.of("status", "ok")));
    routes.get("/metrics", request -> Reply.text("text/plain; version=0.0.4", metrics.text()));
    routes.post("/v1/classify", answers::classify);
    routes.post("/v1/read", answers::read);
    routes.post("/v1/explain", answers::explain);
    routes.post("/v1/trace", answers::trace);
    routes.get("/v1/models", this::models);
    routes.get("/v1/network", this::network);
    routes.get("/v1/examples", request -> examples.reply());
    routes.get("/v1/training", this::training);
    routes.post("/v1/training/stop", this::stop);
  }

  private Reply models(Request request) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("models", engines.names().stream().map(this::describe).toList());
    fields.put("devices", engines.devices().stream().map(Endpoints::describe).toList());
    fields.put("training", training.isPresent());
    return Reply.json(fields);
  }

  private Map<String, Object> describe(String name) {
    Model model = engines.model(name);
    Provenance provenance = model.provenance();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", name);
    fields.put("default", name.equals(engines.usual()));
    fields.put("parameters", model.network().parameterCount());
    fields.put("classes", model.classes());
    fields.put("recipe", provenance.recipe().orElse(null));
    fields.put("data", provenance.data().orElse(null));
    fields.put(
        "test_error",
        provenance.testError().isPresent() ? provenance.testError().getAsDouble() : null);
    return fields;
  }

  private static Map<String, Object> describe(DeviceInfo device) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", device.id());
    fields.put("name", device.name());
    fields.put("platform", device.platform());
    return fields;
  }

  private Reply network(Request request) {
    request.requireOnly("model", "device");
    return Reply.json(engines.of(request, engines.usual()).tracer().network());
  }

  private TrainingFeed feed() {
    return training.orElseThrow(
        () -> Problem.of(404, "no training runs here; lenet train --watch shows one"));
  }

  private Reply training(Request request) {
    request.requireOnly("after");
    return Reply.json(feed().snapshot());
  }

  /** Only the page itself may ask for it: other sites' pages cannot send this header. */
  private Reply stop(Request request) {
    if (request.header("X-Lenet").isEmpty()) {
      throw Problem.of(403, "X-Lenet: absent, wanted any value, so that no other site can ask");
    }
    feed().requestStop();
    return Reply.json(Map.of("stopping", true));
  }
}
