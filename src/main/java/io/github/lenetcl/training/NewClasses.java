package io.github.lenetcl.training;

import io.github.lenetcl.model.Model;
import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Parameter;
import io.github.lenetcl.network.RadialBasis;
import java.util.ArrayList;
import java.util.List;

/**
 * A network for other classes that keeps what another has learned to see: all layers of a model but
 * the last one that is trained, which is drawn anew. Where it ends in radial basis functions these
 * get the codes of the new classes, and the layer before them is drawn; else the last full
 * connection gets as many outputs as there are classes.
 */
public final class NewClasses {

  private NewClasses() {}

  /**
   * Gives a model other classes.
   *
   * @param model the model
   * @param classes the names of the new classes
   * @param start how the new layer is drawn
   * @param seed the seed of that
   * @return a model of these classes, to be trained
   * @throws IllegalArgumentException if the network ends in something else, or its codes are of
   *     another length than those that there are for new classes
   */
  public static Model of(Model model, List<String> classes, Initialization start, long seed) {
    Network old = model.network();
    List<Layer> layers = new ArrayList<>(old.layers());
    int last = layers.size() - 1;
    int drawn = lastFullConnection(layers);
    if (layers.get(last) instanceof RadialBasis rbf) {
      Centers centers = Centers.forClasses(classes);
      if (rbf.centers().units() != centers.units()) {
        throw new IllegalArgumentException(
            "new classes: codes of %d values, wanted %d as of %s"
                .formatted(centers.units(), rbf.centers().units(), rbf.name()));
      }
      layers.set(last, new RadialBasis(rbf.name(), centers, rbf.trainable()));
    } else {
      FullConnection full = (FullConnection) layers.get(drawn);
      layers.set(
          drawn, new FullConnection(full.name(), full.inputs(), classes.size(), full.bias()));
    }
    Network network = new Network(old.input(), layers);
    if (network.classes() != classes.size()) {
      throw new IllegalArgumentException(
          "new classes: with %s drawn anew the network tells %d classes apart, wanted %d"
              .formatted(layers.get(drawn).name(), network.classes(), classes.size()));
    }
    float[] parameters = start.draw(network, seed);
    for (int i = 0; i < drawn; i++) {
      List<Parameter> from = old.parametersOf(i);
      List<Parameter> to = network.parametersOf(i);
      for (int k = 0; k < from.size(); k++) {
        System.arraycopy(
            model.parameters(),
            from.get(k).offset(),
            parameters,
            to.get(k).offset(),
            to.get(k).size());
      }
    }
    return new Model(network, parameters, classes, model.scaling(), model.provenance());
  }

  private static int lastFullConnection(List<Layer> layers) {
    for (int i = layers.size() - 1; i >= 0; i--) {
      if (layers.get(i) instanceof FullConnection) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "new classes: the network has no full connection, wanted one to draw anew");
  }
}
