package io.github.lenetcl.oracle;

import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.network.Distortion;
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

  private double scaled(double grey, int pixel) {
    if (scaling instanceof Scaling.PerPixel each) {
      return (grey - each.mean()[pixel]) * each.factor()[pixel];
    }
    return ((Scaling.Levels) scaling).levels()[(int) grey];
  }

  double[] distorted(int index, Shape shape, Distortion distortion, long key) {
    double middleX = (images.width() - 1) / 2.0;
    double middleY = (images.height() - 1) / 2.0;
    int top = (shape.height() - images.height()) / 2;
    int left = (shape.width() - images.width()) / 2;
    double[][] points =
        new DistortionEquations(distortion, shape, key, index)
            .points(left + middleX, top + middleY);
    double[] input = new double[shape.size()];
    for (int place = 0; place < input.length; place++) {
      double grey = between(index, points[place][0] + middleX, points[place][1] + middleY);
      int row = place / shape.width() - top;
      int column = place % shape.width() - left;
      input[place] = scaled(grey, row, column);
    }
    return input;
  }

  /** The grey level between four pixels, outside the image 0. */
  private double between(int index, double x, double y) {
    double sum = 0;
    for (int row = 0; row < images.height(); row++) {
      for (int column = 0; column < images.width(); column++) {
        double share = Math.max(0, 1 - Math.abs(x - column)) * Math.max(0, 1 - Math.abs(y - row));
        int pixel = (index * images.height() + row) * images.width() + column;
        sum += share == 0 ? 0 : share * (images.pixels()[pixel] & 0xff);
      }
    }
    return sum;
  }

  private double scaled(double grey, int row, int column) {
    if (scaling instanceof Scaling.Levels table) {
      int level = (int) Math.min(grey, 254);
      float[] levels = table.levels();
      return levels[level] + (grey - level) * ((double) levels[level + 1] - levels[level]);
    }
    boolean inside = row >= 0 && row < images.height() && column >= 0 && column < images.width();
    return inside ? scaled(grey, row * images.width() + column) : scaling.background();
  }

  int label(int index) {
    return images.labels()[index];
  }

  @Override
  public void close() {}
}
