package io.github.lenetcl.cli.drawing;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.DeviceInfo;
import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.compute.cpu.CpuBackend;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One image's way through a network.
 *
 * @param network the network
 * @param parameters its flat parameter vector
 * @param classes the names of its classes
 * @param digit the grey image that went in, 28×28
 * @param outputs what each layer gave
 * @param device what computed them
 */
public record Trace(
    Network network,
    float[] parameters,
    List<String> classes,
    GreyImages digit,
    List<float[]> outputs,
    DeviceInfo device) {

  /**
   * Sends one image through a network, on the CPU.
   *
   * @param network the network
   * @param parameters its flat parameter vector
   * @param classes the names of its classes
   * @param scaling how grey levels become inputs
   * @param digit one grey image
   * @return what every layer gave
   */
  public static Trace of(
      Network network,
      float[] parameters,
      List<String> classes,
      Scaling scaling,
      GreyImages digit) {
    try (Backend backend = CpuBackend.plain(1);
        ResidentImages images = backend.load(digit, scaling);
        Plan plan = backend.plan(PlanSpec.inference(network, 1))) {
      plan.write(Vector.PARAMETERS, parameters);
      plan.forward(Source.Samples.all(images));
      List<float[]> outputs =
          IntStream.range(0, network.layers().size()).mapToObj(plan::output).toList();
      return new Trace(network, parameters, classes, digit, outputs, backend.device());
    }
  }

  /** Returns what the last layer gave: a penalty for each class. */
  float[] penalties() {
    return outputs.get(outputs.size() - 1);
  }

  /** Returns the name of a class, cut off where it is longer than that. */
  String name(int index, int most) {
    String name = classes.get(index);
    return name.length() <= most ? name : name.substring(0, most - 1) + "\u2026";
  }

  /** Returns the classes by their penalties, the smallest first. */
  List<Integer> ranking() {
    float[] penalties = penalties();
    return IntStream.range(0, penalties.length)
        .boxed()
        .sorted((a, b) -> Float.compare(penalties[a], penalties[b]))
        .toList();
  }
}
