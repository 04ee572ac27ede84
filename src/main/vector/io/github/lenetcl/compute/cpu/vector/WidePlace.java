package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.compute.cpu.reference.LayerOperations;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Parameter;
import io.github.lenetcl.network.Shape;
import java.util.List;
import java.util.OptionalInt;

/**
 * Where a layer stands in a network.
 *
 * @param index the layer's index
 * @param in the shape that comes in
 * @param out the shape that it gives
 * @param connections how many full connections come before it
 * @param reference makes the reference's operations
 */
record WidePlace(int index, Shape in, Shape out, int connections, LayerOperations reference) {

  Network network() {
    return reference.network();
  }

  Layer layer() {
    return network().layers().get(index);
  }

  private List<Parameter> own() {
    return network().parametersOf(index);
  }

  /** Returns where the layer's first tensor begins. */
  int first() {
    return own().get(0).offset();
  }

  /** Returns where its second tensor begins, the biases, if there is one. */
  OptionalInt second() {
    return own().stream().skip(1).mapToInt(Parameter::offset).findFirst();
  }
}
