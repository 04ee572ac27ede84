package io.github.lenetcl.oracle;

import io.github.lenetcl.compute.Draws;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Parameter;
import io.github.lenetcl.network.Shape;
import java.util.ArrayList;
import java.util.List;

/** A network as the chain of its layers' equations, for inputs of any size. */
final class OracleNetwork {

  private final List<Equations> layers;

  private OracleNetwork(List<Equations> layers) {
    this.layers = layers;
  }

  OracleNetwork(Network network, Shape input) {
    layers = new ArrayList<>();
    Shape shape = input;
    for (int i = 0; i < network.layers().size(); i++) {
      int offset = network.parametersOf(i).stream().mapToInt(Parameter::offset).min().orElse(0);
      layers.add(Equations.of(network.layers().get(i), shape, offset));
      shape = network.layers().get(i).outputShape(shape);
    }
  }

  /** Returns the same network with what its layers draw for one sample, by its image's index. */
  OracleNetwork drawing(Draws draws, int index) {
    if (!draws.on()) {
      return this;
    }
    List<Equations> drawn = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      drawn.add(layers.get(i).drawing(CounterDraws.of(draws.keyOf(i), index)));
    }
    return new OracleNetwork(drawn);
  }

  /** Returns the number of layers. */
  int depth() {
    return layers.size();
  }

  /** Returns a layer's equations. */
  Equations at(int layer) {
    return layers.get(layer);
  }

  /** Puts others in their place. */
  void replace(int layer, Equations equations) {
    layers.set(layer, equations);
  }

  /** Returns the input and what each layer gives, of one sample. */
  List<double[]> forward(double[] input, double[] w) {
    List<double[]> states = new ArrayList<>(List.of(input));
    for (Equations layer : layers) {
      states.add(layer.forward(states.get(states.size() - 1), w));
    }
    return states;
  }

  /** Returns what the last layer gives. */
  double[] outputs(double[] input, double[] w) {
    List<double[]> states = forward(input, w);
    return states.get(states.size() - 1);
  }

  /** Returns ∂E/∂input of a sample from ∂E/∂outputs, and adds ∂E/∂w to dw. */
  double[] backward(List<double[]> states, double[] w, double[] first, double[] dw) {
    return backward(states, w, layers.size(), first, dw);
  }

  /** The same from the derivatives by what a number of layers give. */
  double[] backward(List<double[]> states, double[] w, int below, double[] first, double[] dw) {
    double[] d = first;
    for (int i = below - 1; i >= 0; i--) {
      d = layers.get(i).backward(states.get(i), w, d, dw);
    }
    return d;
  }

  /**
   * Returns the diagonal ∂²E/∂input² of a sample by the recursion of Appendix C, and adds ∂²E/∂w²
   * to hw.
   */
  double[] curvature(List<double[]> states, double[] w, Derivatives e, double[] hw) {
    return curvature(states, w, layers.size(), e, hw);
  }

  /** The same from the derivatives by what a number of layers give. */
  double[] curvature(List<double[]> states, double[] w, int below, Derivatives e, double[] hw) {
    int last = below - 1;
    double[] h;
    if (last >= 0 && layers.get(last) instanceof RadialBasisEquations rbf) {
      h = rbf.curvature(states.get(last), w, e, hw);
      last--;
    } else {
      h = e.diagonal().clone();
      for (int i = 0; i < h.length; i++) {
        h[i] -= e.factor()[i] * e.factor()[i];
      }
    }
    for (int i = last; i >= 0; i--) {
      h = layers.get(i).curvature(states.get(i), w, h, hw);
    }
    return h;
  }
}
