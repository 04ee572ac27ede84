package io.github.lenetcl.cli;

import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Parameter;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Subsampling;
import java.util.List;

/** A network as a table: a row for each layer, squashing told with the layer that it follows. */
final class LayerTable {

  private LayerTable() {}

  static TextTable of(Network network) {
    TextTable table = new TextTable();
    table.row("layer", "kind", "output", "parameters", "connections", "multiply-adds");
    table.row("input", "grey image", text(network.input()));
    List<Layer> layers = network.layers();
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      if (layer instanceof Activation && i > 0) {
        continue;
      }
      boolean squashed = i + 1 < layers.size() && layers.get(i + 1) instanceof Activation;
      table.row(
          layer.name(),
          kind(layer) + (squashed ? ", squash" : ""),
          text(network.shapes().get(i)),
          network.parametersOf(i).stream().mapToInt(Parameter::size).sum(),
          layer.connections(network.inputOf(i)),
          layer.multiplyAdds(network.inputOf(i)));
    }
    return table.row(
        "total", "", "", network.parameterCount(), network.connections(), network.multiplyAdds());
  }

  private static String kind(Layer layer) {
    if (layer instanceof Convolution convolution) {
      int all = convolution.table().inputs() * convolution.table().outputs();
      String pairs = convolution.table().isFull() ? "" : ", " + convolution.table().pairs();
      return "convolution %dx%d%s"
          .formatted(
              convolution.kernel(),
              convolution.kernel(),
              pairs.isEmpty() ? "" : pairs + " of " + all + " pairs");
    }
    if (layer instanceof Subsampling subsampling) {
      return "subsampling " + subsampling.window();
    }
    if (layer instanceof FullConnection) {
      return "full connection";
    }
    if (layer instanceof RadialBasis) {
      return "radial basis functions, fixed";
    }
    return "squash";
  }

  private static String text(Shape shape) {
    return "%d @ %dx%d".formatted(shape.maps(), shape.height(), shape.width());
  }
}
