package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.Workspace;
import io.github.lenetcl.compute.opencl.tuning.Knob;
import io.github.lenetcl.compute.opencl.tuning.Tuning;
import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Parameter;
import io.github.lenetcl.network.Shape;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a layer stands in a plan.
 *
 * @param workspace what the plan holds
 * @param tuning the sizes that suit the device
 * @param network the network
 * @param layer the layer's index
 * @param input the shape that comes in
 * @param output the shape that comes out
 * @param inputFunction the activation that was computed as its inputs were written, linear where
 *     there was none
 * @param outputFunction the activation that it is to compute as it writes its outputs
 * @param capacity the most samples in one pass
 * @param parameters the vector of all parameters
 */
record LayerContext(
    Workspace workspace,
    Tuning tuning,
    Network network,
    int layer,
    Shape input,
    Shape output,
    ActivationFunction inputFunction,
    ActivationFunction outputFunction,
    int capacity,
    ClBuffer parameters) {

  /** Returns the macros that every layer's kernels are compiled with. */
  Map<String, Integer> sizes() {
    Map<String, Integer> sizes = new TreeMap<>();
    // propagation.h numbers them in the order of the enumeration.
    sizes.put("ACTIVATION_INPUT", inputFunction.ordinal());
    sizes.put("ACTIVATION_OUTPUT", outputFunction.ordinal());
    sizes.put("BIASED", has("bias") ? 1 : 0);
    return sizes;
  }

  /** Returns one of the sizes that suit the device, within what it allows. */
  int tuned(Knob knob) {
    int size = tuning.get(knob);
    return knob.countsItems() ? workspace.group(size) : size;
  }

  /** Returns whether the layer has parameters of a kind. */
  boolean has(String role) {
    return network.parametersOf(layer).stream()
        .anyMatch(parameter -> parameter.spec().role().equals(role));
  }

  /** Returns where the layer's parameters of a kind begin in the vector of all. */
  int offset(String role) {
    List<Parameter> own = network.parametersOf(layer);
    return own.stream()
        .filter(parameter -> parameter.spec().role().equals(role))
        .findFirst()
        .orElseThrow()
        .offset();
  }

  /** Returns where its biases begin, or 0 where it has none. */
  int biases() {
    return has("bias") ? offset("bias") : 0;
  }

  /** Returns the length of the vector of all parameters. */
  int parameterCount() {
    return network.parameterCount();
  }
}
