package io.github.lenetcl.oracle;

import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Shape;

/** C1, C3 and C5: every position of an output map has the same weights on the window below it. */
record ConvolutionConnections(Convolution layer, Shape input, int offset) implements Connections {

  @Override
  public void forEach(Visitor visitor) {
    Shape output = layer.outputShape(input);
    Windows windows = new Windows(layer.window(), input, output);
    int area = layer.window().area();
    int biases = offset + layer.table().pairs() * area;
    int pair = 0;
    for (int map = 0; map < output.maps(); map++) {
      int units = map * output.area();
      for (int from : layer.table().rows().get(map)) {
        int inputs = from * input.area();
        int weights = offset + pair * area;
        windows.forEach(
            (unit, place, within) ->
                visitor.connection(units + unit, inputs + place, weights + within));
        pair++;
      }
      for (int unit = 0; layer.bias() && unit < output.area(); unit++) {
        visitor.connection(units + unit, BIAS, biases + map);
      }
    }
  }
}
