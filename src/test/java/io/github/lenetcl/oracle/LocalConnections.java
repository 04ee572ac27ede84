package io.github.lenetcl.oracle;

import io.github.lenetcl.network.LocallyConnected;
import io.github.lenetcl.network.Shape;

/** Every output unit has weights of its own on the window below it, and a bias of its own. */
record LocalConnections(LocallyConnected layer, int offset) implements Connections {

  @Override
  public void forEach(Visitor visitor) {
    Shape input = layer.input();
    Shape output = layer.outputShape(input);
    int area = layer.window().area();
    int fanIn = input.maps() * area;
    for (int map = 0; map < output.maps(); map++) {
      int units = map * output.area();
      for (int from = 0; from < input.maps(); from++) {
        int inputs = from * input.area();
        int kernel = from * area;
        new Windows(layer.window(), input, output)
            .forEach(
                (unit, place, within) ->
                    visitor.connection(
                        units + unit,
                        inputs + place,
                        offset + (units + unit) * fanIn + kernel + within));
      }
    }
    for (int unit = 0; layer.bias() && unit < output.size(); unit++) {
      visitor.connection(unit, BIAS, offset + output.size() * fanIn + unit);
    }
  }
}
