package io.github.lenetcl.oracle;

import io.github.lenetcl.network.BatchNormalization;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleBiFunction;

/** A layer of batch normalisation over a batch, as Ioffe and Szegedy write it (Algorithm 1). */
final class NormalizationBatch {

  private final BatchNormalization layer;
  private final int area;
  private final int offset;
  private final List<double[]> inputs;
  private final double[] mean;
  private final double[] variance;

  NormalizationBatch(NormalizationEquations equations, List<double[]> inputs) {
    layer = equations.layer();
    area = equations.input().area();
    offset = equations.offset();
    this.inputs = inputs;
    mean = means((sample, i) -> inputs.get(sample)[i]);
    variance = means((sample, i) -> Math.pow(inputs.get(sample)[i] - mean[i / area], 2));
  }

  private double count() {
    return (double) inputs.size() * area;
  }

  /** Returns for each map the mean of something over samples and positions. */
  private double[] means(ToDoubleBiFunction<Integer, Integer> value) {
    double[] sums = new double[layer.maps()];
    for (int sample = 0; sample < inputs.size(); sample++) {
      for (int i = 0; i < layer.maps() * area; i++) {
        sums[i / area] += value.applyAsDouble(sample, i);
      }
    }
    return Arrays.stream(sums).map(sum -> sum / count()).toArray();
  }

  double mean(int map) {
    return mean[map];
  }

  double variance(int map) {
    return variance[map];
  }

  /** Returns ∂E/∂x of all samples. */
  List<double[]> backward(double[] w, List<double[]> dy, double[] dw) {
    int maps = layer.maps();
    double[] deviation = Arrays.stream(variance).map(v -> Math.sqrt(v + layer.epsilon())).toArray();
    double[] byVariance = new double[maps];
    double[] byMean = new double[maps];
    double[] apart = new double[maps];
    for (int sample = 0; sample < inputs.size(); sample++) {
      for (int i = 0; i < maps * area; i++) {
        int map = i / area;
        double x = inputs.get(sample)[i] - mean[map];
        double d = dy.get(sample)[i];
        double byNormal = d * w[offset + map];
        byVariance[map] += byNormal * x * -0.5 * Math.pow(deviation[map], -3);
        byMean[map] -= byNormal / deviation[map];
        apart[map] += -2 * x / count();
        dw[offset + map] += d * x / deviation[map];
        dw[offset + maps + map] += d;
      }
    }
    for (int map = 0; map < maps; map++) {
      byMean[map] += byVariance[map] * apart[map];
    }
    List<double[]> result = new ArrayList<>();
    for (int sample = 0; sample < inputs.size(); sample++) {
      double[] dx = new double[maps * area];
      for (int i = 0; i < dx.length; i++) {
        int map = i / area;
        double x = inputs.get(sample)[i] - mean[map];
        dx[i] =
            dy.get(sample)[i] * w[offset + map] / deviation[map]
                + byVariance[map] * 2 * x / count()
                + byMean[map] / count();
      }
      result.add(dx);
    }
    return result;
  }

  /** Moves the running values, the variance's as it is estimated of so many values. */
  void move(double[] w) {
    if (count() < 2) {
      return;
    }
    for (int map = 0; map < layer.maps(); map++) {
      move(w, offset + 2 * layer.maps() + map, mean[map]);
      move(w, offset + 3 * layer.maps() + map, variance[map] * count() / (count() - 1));
    }
  }

  private void move(double[] w, int at, double towards) {
    double moved = (1 - layer.momentum()) * w[at] + layer.momentum() * towards;
    w[at] = Double.isFinite(moved) ? moved : w[at];
  }
}
