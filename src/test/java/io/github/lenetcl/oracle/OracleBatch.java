package io.github.lenetcl.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Samples on their way through a network together: batch normalisation looks at all of them while
 * layers act by chance.
 */
final class OracleBatch {

  private final List<OracleNetwork> networks;
  private final boolean drawing;

  /** For each sample its input and what each layer gave. */
  private final List<List<double[]>> states = new ArrayList<>();

  private final Map<Integer, NormalizationBatch> normalizations = new TreeMap<>();

  /**
   * Begins with samples.
   *
   * @param networks for each sample the network with its draws
   * @param drawing whether layers act by chance; the networks are no others' then
   */
  OracleBatch(List<OracleNetwork> networks, boolean drawing) {
    this.networks = networks;
    this.drawing = drawing;
  }

  /** Computes all layers. */
  List<List<double[]>> forward(List<double[]> inputs, double[] w) {
    inputs.forEach(input -> states.add(new ArrayList<>(List.of(input))));
    for (int layer = 0; layer < networks.get(0).depth(); layer++) {
      if (drawing && networks.get(0).at(layer) instanceof NormalizationEquations equations) {
        NormalizationBatch batch = new NormalizationBatch(equations, at(layer));
        normalizations.put(layer, batch);
        Equations fixed = equations.with(batch);
        int place = layer;
        networks.forEach(network -> network.replace(place, fixed));
      }
      for (int sample = 0; sample < networks.size(); sample++) {
        List<double[]> own = states.get(sample);
        own.add(networks.get(sample).at(layer).forward(own.get(layer), w));
      }
    }
    return states;
  }

  private List<double[]> at(int boundary) {
    return states.stream().map(state -> state.get(boundary)).toList();
  }

  /** Returns ∂E/∂input of each sample from the derivatives by what a number of layers give. */
  List<double[]> backward(double[] w, int below, List<double[]> first, double[] dw) {
    List<double[]> d = first;
    for (int layer = below - 1; layer >= 0; layer--) {
      if (normalizations.containsKey(layer)) {
        d = normalizations.get(layer).backward(w, d, dw);
        continue;
      }
      List<double[]> next = new ArrayList<>();
      for (int sample = 0; sample < networks.size(); sample++) {
        double[] x = states.get(sample).get(layer);
        next.add(networks.get(sample).at(layer).backward(x, w, d.get(sample), dw));
      }
      d = next;
    }
    return d;
  }

  /** Moves the running values towards the batch's; once. */
  void move(double[] w) {
    normalizations.values().forEach(batch -> batch.move(w));
    normalizations.clear();
  }
}
