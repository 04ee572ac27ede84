package io.github.lenetcl.oracle;

import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.Shape;
import java.util.Arrays;

/** Images, scaled and centred in the input when they are asked for. */
record OracleImages(GreyImages images, Scaling scaling) implements ResidentImages {

  @Override
  public int count() {
    return images.count();
  }

  double[] input(int index, Shape shape) {
    double[] input = new double[shape.size()];
    Arrays.fill(input, scaling.background());
    int top = (shape.height() - images.height()) / 2;
    int left = (shape.width() - images.width()) / 2;
    int area = images.height() * images.width();
    for (int pixel = 0; pixel < area; pixel++) {
      int row = top + pixel / images.width();
      int column = left + pixel % images.width();
      int grey = images.pixels()[index * area + pixel] & 0xff;
      input[row * shape.width() + column] = scaled(grey, pixel);
    }
    return input;
  }

  private double scaled(int grey, int pixel) {
    if (scaling instanceof Scaling.PerPixel each) {
      return ((double) grey - each.mean()[pixel]) * each.factor()[pixel];
    }
    return ((Scaling.Levels) scaling).levels()[grey];
  }

  int label(int index) {
    return images.labels()[index];
  }

  @Override
  public void close() {}
}
