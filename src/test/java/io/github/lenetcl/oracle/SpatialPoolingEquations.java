package io.github.lenetcl.oracle;

import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.SpatialPooling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The largest values of windows at every place, then a choice of rows and of columns, or the mean
 * over blocks of them.
 */
record SpatialPoolingEquations(SpatialPooling layer, Shape input, Optional<CounterDraws> draws)
    implements Equations {

  @Override
  public Equations drawing(CounterDraws drawn) {
    return new SpatialPoolingEquations(layer, input, Optional.of(drawn));
  }

  @Override
  public double[] forward(double[] x, double[] w) {
    double[] y = new double[layer.outputShape(input).size()];
    forEach((unit, place, share) -> y[unit] += share * x[largest(x, place)]);
    return y;
  }

  @Override
  public double[] backward(double[] x, double[] w, double[] dy, double[] dw) {
    double[] dx = new double[x.length];
    forEach((unit, place, share) -> dx[largest(x, place)] += share * dy[unit]);
    return dx;
  }

  @Override
  public double[] curvature(double[] x, double[] w, double[] hy, double[] hw) {
    double[] hx = new double[x.length];
    forEach((unit, place, share) -> hx[largest(x, place)] += share * share * hy[unit]);
    return hx;
  }

  private interface Visitor {
    void see(int unit, int place, double share);
  }

  /** Shows each unit with the places whose largest values it is a mean of. */
  private void forEach(Visitor visitor) {
    Shape output = layer.outputShape(input);
    List<List<Integer>> rows = lines(input.height(), 0);
    List<List<Integer>> columns = lines(input.width(), input.height());
    for (int unit = 0; unit < output.size(); unit++) {
      List<Integer> down = rows.get(unit / output.width() % output.height());
      List<Integer> across = columns.get(unit % output.width());
      double share = 1.0 / (down.size() * across.size());
      for (int row : down) {
        for (int column : across) {
          int map = unit / output.area();
          visitor.see(unit, (map * input.height() + row) * input.width() + column, share);
        }
      }
    }
  }

  /** For each row or column of the output those of the input that it is made of. */
  private List<List<Integer>> lines(int count, int firstDraw) {
    List<List<Integer>> lines = new ArrayList<>();
    if (draws.isEmpty()) {
      for (int line = 0; line < count; line += layer.stride()) {
        List<Integer> block = new ArrayList<>();
        for (int k = 0; k < layer.stride(); k++) {
          block.add(line + k);
        }
        lines.add(block);
      }
      return lines;
    }
    for (int strip = 0; strip < count; strip += layer.grid()) {
      int wanted = layer.grid() / layer.stride();
      for (int k = 0; k < layer.grid(); k++) {
        double u = draws.get().bits(firstDraw + strip + k, 0) / 0x1p24;
        if (u * (layer.grid() - k) < wanted) {
          lines.add(List.of(strip + k));
          wanted--;
        }
      }
    }
    return lines;
  }

  /** The place of the largest value in the window that begins at a place. */
  private int largest(double[] x, int place) {
    int row = place / input.width() % input.height();
    int column = place % input.width();
    return Arrays.stream(offsets(row, column))
        .map(offset -> place + offset)
        .reduce((best, j) -> x[j] > x[best] ? j : best)
        .orElseThrow();
  }

  private int[] offsets(int row, int column) {
    List<Integer> offsets = new ArrayList<>();
    for (int down = 0; down < Math.min(layer.side(), input.height() - row); down++) {
      for (int across = 0; across < Math.min(layer.side(), input.width() - column); across++) {
        offsets.add(down * input.width() + across);
      }
    }
    return offsets.stream().mapToInt(Integer::intValue).toArray();
  }
}
