package io.github.lenetcl.oracle;

import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Shape;

/** F6: at each position every output unit weighs every input map. */
record FullConnections(FullConnection layer, Shape input, int offset) implements Connections {

  @Override
  public void forEach(Visitor visitor) {
    int biases = offset + layer.outputs() * layer.inputs();
    for (int position = 0; position < input.area(); position++) {
      for (int unit = 0; unit < layer.outputs(); unit++) {
        int i = unit * input.area() + position;
        for (int from = 0; from < layer.inputs(); from++) {
          int j = from * input.area() + position;
          visitor.connection(i, j, offset + unit * layer.inputs() + from);
        }
        if (layer.bias()) {
          visitor.connection(i, BIAS, biases + unit);
        }
      }
    }
  }
}
