package io.github.lenetcl.oracle;

import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Shape;

/** C1, C3 and C5: every position of an output map has the same weights on the window below it. */
record ConvolutionConnections(Convolution layer, Shape input, int offset) implements Connections {

  @Override
  public void forEach(Visitor visitor) {
    Shape output = layer.outputShape(input);
    int size = layer.kernel();
    int biases = offset + layer.table().pairs() * size * size;
    int pair = 0;
    for (int map = 0; map < output.maps(); map++) {
      for (int from : layer.table().rows().get(map)) {
        for (int row = 0; row < output.height(); row++) {
          for (int column = 0; column < output.width(); column++) {
            for (int ky = 0; ky < size; ky++) {
              for (int kx = 0; kx < size; kx++) {
                visitor.connection(
                    index(output, map, row, column),
                    index(input, from, row + ky, column + kx),
                    offset + (pair * size + ky) * size + kx);
              }
            }
          }
        }
        pair++;
      }
      for (int row = 0; row < output.height(); row++) {
        for (int column = 0; column < output.width(); column++) {
          visitor.connection(index(output, map, row, column), BIAS, biases + map);
        }
      }
    }
  }

  private static int index(Shape shape, int map, int row, int column) {
    return (map * shape.height() + row) * shape.width() + column;
  }
}
