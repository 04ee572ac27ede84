package io.github.lenetcl.oracle;

import io.github.lenetcl.network.Pooling;
import io.github.lenetcl.network.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One value of those in each window: their mean, the largest, one of them, or what to expect. */
record PoolingEquations(Pooling layer, Shape input, Optional<CounterDraws> draws)
    implements Equations {

  @Override
  public Equations drawing(CounterDraws drawn) {
    return new PoolingEquations(layer, input, Optional.of(drawn));
  }

  @Override
  public double[] forward(double[] x, double[] w) {
    List<List<Integer>> windows = windows();
    double[] y = new double[windows.size()];
    for (int i = 0; i < y.length; i++) {
      for (int j : windows.get(i)) {
        y[i] += share(x, windows.get(i), i, j) * x[j];
      }
    }
    return y;
  }

  @Override
  public double[] backward(double[] x, double[] w, double[] dy, double[] dw) {
    return toInputs(x, dy, 1);
  }

  @Override
  public double[] curvature(double[] x, double[] w, double[] hy, double[] hw) {
    return toInputs(x, hy, 2);
  }

  private double[] toInputs(double[] x, double[] dy, int power) {
    List<List<Integer>> windows = windows();
    double[] dx = new double[x.length];
    for (int i = 0; i < dy.length; i++) {
      for (int j : windows.get(i)) {
        dx[j] += Math.pow(slope(x, windows.get(i), i, j), power) * dy[i];
      }
    }
    return dx;
  }

  /** What part of input j unit i is. */
  private double share(double[] x, List<Integer> window, int i, int j) {
    return switch (layer.kind()) {
      case AVERAGE -> 1.0 / window.size();
      case PADDED_AVERAGE -> 1.0 / layer.window().area();
      case MAX -> j == largest(x, window) ? 1 : 0;
      case STOCHASTIC ->
          draws.isPresent() ? (j == drawn(x, window, i) ? 1 : 0) : probability(x, window, j);
    };
  }

  /** ∂y_i/∂x_j; that of y = Σx²/Σx is (2·x_j − y)/Σx, above 0. */
  private double slope(double[] x, List<Integer> window, int i, int j) {
    if (layer.kind() != Pooling.Kind.STOCHASTIC || draws.isPresent()) {
      return share(x, window, i, j);
    }
    double mean = window.stream().mapToDouble(k -> probability(x, window, k) * x[k]).sum();
    return x[j] > 0 ? (2 * x[j] - mean) / sum(x, window) : 0;
  }

  private static int largest(double[] x, List<Integer> window) {
    int largest = window.get(0);
    for (int j : window) {
      largest = x[j] > x[largest] ? j : largest;
    }
    return largest;
  }

  private int drawn(double[] x, List<Integer> window, int i) {
    double left = draws.orElseThrow().bits(i, 0) / 0x1p24 * sum(x, window);
    for (int j : window) {
      left -= Math.max(x[j], 0);
      if (left < 0) {
        return j;
      }
    }
    return -1;
  }

  private static double probability(double[] x, List<Integer> window, int j) {
    return x[j] > 0 ? x[j] / sum(x, window) : 0;
  }

  private static double sum(double[] x, List<Integer> window) {
    return window.stream().mapToDouble(j -> Math.max(x[j], 0)).sum();
  }

  /** For each unit the inputs in its window, row by row. */
  private List<List<Integer>> windows() {
    Shape output = layer.outputShape(input);
    List<List<Integer>> windows = new ArrayList<>();
    for (int unit = 0; unit < output.size(); unit++) {
      windows.add(new ArrayList<>());
    }
    for (int map = 0; map < output.maps(); map++) {
      int units = map * output.area();
      int inputs = map * input.area();
      new Windows(layer.window(), input, output)
          .forEach((unit, place, within) -> windows.get(units + unit).add(inputs + place));
    }
    return windows;
  }
}
