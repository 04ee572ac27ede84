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
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.OutputMeaning;
import io.github.lenetcl.network.Network;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One image's way through a network.
 *
 * @param model the network, its parameters and its classes
 * @param digit the grey image that went in, 28×28
 * @param outputs what each layer gave
 * @param device what computed them
 */
public record Trace(Model model, GreyImages digit, List<float[]> outputs, DeviceInfo device) {

  /**
   * Sends one image through a network, on the CPU.
   *
   * @param model the network
   * @param digit one grey image
   * @return what every layer gave
   */
  public static Trace of(Model model, GreyImages digit) {
    Network network = model.network();
    try (Backend backend = CpuBackend.plain(1);
        ResidentImages images = backend.load(digit, model.scaling());
        Plan plan = backend.plan(PlanSpec.inference(network, 1))) {
      plan.write(Vector.PARAMETERS, model.parameters());
      plan.forward(Source.Samples.all(images));
      List<float[]> outputs =
          IntStream.range(0, network.layers().size()).mapToObj(plan::output).toList();
      return new Trace(model, digit, outputs, backend.device());
    }
  }

  Network network() {
    return model.network();
  }

  List<String> classes() {
    return model.classes();
  }

  /** Returns whether the network gives probabilities of its classes. */
  boolean hasProbabilities() {
    return OutputMeaning.of(model).hasProbabilities();
  }

  /** Returns a penalty for each class, made of what the last layer gave. */
  double[] penalties() {
    return OutputMeaning.of(model).penalties(outputs.get(outputs.size() - 1));
  }

  /** Returns what is shown of each class: its probability where there is one, else its penalty. */
  double[] figures() {
    double[] penalties = penalties();
    return hasProbabilities()
        ? Arrays.stream(penalties).map(penalty -> Math.exp(-penalty)).toArray()
        : penalties;
  }

  /** Returns the name of a class, cut off where it is longer than that. */
  String name(int index, int most) {
    String name = classes().get(index);
    return name.length() <= most ? name : name.substring(0, most - 1) + "\u2026";
  }

  /** Returns the classes by their penalties, the smallest first. */
  List<Integer> ranking() {
    double[] penalties = penalties();
    return IntStream.range(0, penalties.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> penalties[i]))
        .toList();
  }
}
