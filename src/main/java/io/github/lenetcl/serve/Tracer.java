package io.github.lenetcl.serve;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.Backends;
import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.data.ink.DigitImage;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.network.Scaling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What every layer of a model gives for one image, on the CPU's plain loops: the page shows one
 * image at a time, and they keep what all layers give.
 */
final class Tracer implements AutoCloseable {

  private final Stages stages;
  private final Scaling scaling;
  private final Backend backend;
  private final Plan plan;

  Tracer(Model model) {
    this.stages = Stages.of(model);
    this.scaling = model.scaling();
    this.backend = Backends.open("cpu:plain").backend();
    this.plan = backend.plan(PlanSpec.inference(model.network(), 1));
    plan.write(Vector.PARAMETERS, model.parameters());
  }

  /** What does not depend on an image. */
  Map<String, Object> network() {
    return stages.describe();
  }

  /**
   * Sends a digit through the network.
   *
   * @param digit 28×28 levels
   * @return for each stage its values, packed
   */
  synchronized List<Map<String, Object>> trace(byte[] digit) {
    GreyImages images = GreyImages.unlabelled(DigitImage.SIDE, DigitImage.SIDE, digit);
    try (ResidentImages resident = backend.load(images, scaling)) {
      plan.forward(Source.Samples.all(resident));
    }
    return stages.all().stream().map(stage -> values(stage)).toList();
  }

  private Map<String, Object> values(Stage stage) {
    float[] values = plan.output(stage.output());
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", stage.name());
    fields.put("values", PackedValues.of(values));
    return fields;
  }

  @Override
  public synchronized void close() {
    plan.close();
    backend.close();
  }
}
