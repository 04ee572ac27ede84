package io.github.lenetcl.model.onnx;

import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.LocallyConnected;
import io.github.lenetcl.network.Padding;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Subsampling;
import io.github.lenetcl.network.Window;
import java.util.List;
import java.util.Optional;

/**
 * Sums of weighted values: what a factor and a shift behind it go into, and most of the time those
 * before it. Biases are of no length where there are none.
 */
sealed interface Sums extends Operation {

  /** Returns the same with a stretch behind it, if that can be. */
  Optional<Sums> before(Operation.Stretch stretch);

  /** Returns the same with a stretch of each input map before it, if that can be. */
  Optional<Sums> behind(Operation.Stretch stretch);

  /** Returns b·factor + shift. */
  private static double[] stretched(double[] bias, Operation.Stretch stretch) {
    double[] result = stretch.shift().clone();
    for (int i = 0; i < bias.length; i++) {
      result[i] += bias[i] * stretch.factor()[i];
    }
    return result;
  }

  private static double[] orZeros(double[] bias, int count) {
    return bias.length == 0 ? new double[count] : bias.clone();
  }

  private static List<double[]> tensors(double[] weights, double[] bias) {
    return bias.length == 0 ? List.of(weights) : List.of(weights, bias);
  }

  /** A convolution; kernels in the order of the table's pairs. */
  record OfTable(Window window, ConnectionTable table, double[] kernels, double[] bias)
      implements Sums {

    @Override
    public Layer layer(String name, Shape input) {
      return new Convolution(name, window, table, bias.length > 0);
    }

    @Override
    public List<double[]> tensors() {
      return Sums.tensors(kernels, bias);
    }

    @Override
    public Optional<Sums> before(Operation.Stretch stretch) {
      if (stretch.factor().length != table.outputs()) {
        return Optional.empty();
      }
      double[] scaled = kernels.clone();
      int[] outputs = table.pairOutputs();
      for (int i = 0; i < scaled.length; i++) {
        scaled[i] *= stretch.factor()[outputs[i / window.area()]];
      }
      return Optional.of(new OfTable(window, table, scaled, stretched(bias, stretch)));
    }

    /** Zeros in the padding are not shifted. */
    @Override
    public Optional<Sums> behind(Operation.Stretch stretch) {
      boolean shifts = stretch.shifts();
      if (stretch.factor().length != table.inputs()
          || shifts && !window.padding().equals(Padding.NONE)) {
        return Optional.empty();
      }
      double[] scaled = kernels.clone();
      double[] more = shifts ? orZeros(bias, table.outputs()) : bias;
      int[] inputs = table.pairInputs();
      int[] outputs = table.pairOutputs();
      for (int i = 0; i < scaled.length; i++) {
        int pair = i / window.area();
        if (shifts) {
          more[outputs[pair]] += kernels[i] * stretch.shift()[inputs[pair]];
        }
        scaled[i] *= stretch.factor()[inputs[pair]];
      }
      return Optional.of(new OfTable(window, table, scaled, more));
    }
  }

  /** Subsampling, the sum of a window with a coefficient and a bias for each map. */
  record OfWindows(Window window, double[] coefficients, double[] bias) implements Sums {

    @Override
    public Layer layer(String name, Shape input) {
      return new Subsampling(name, coefficients.length, window);
    }

    @Override
    public List<double[]> tensors() {
      return List.of(coefficients, bias);
    }

    @Override
    public Optional<Sums> before(Operation.Stretch stretch) {
      if (stretch.factor().length != coefficients.length) {
        return Optional.empty();
      }
      double[] scaled = coefficients.clone();
      for (int i = 0; i < scaled.length; i++) {
        scaled[i] *= stretch.factor()[i];
      }
      return Optional.of(new OfWindows(window, scaled, stretched(bias, stretch)));
    }

    @Override
    public Optional<Sums> behind(Operation.Stretch stretch) {
      return Optional.empty();
    }
  }

  /** A full connection; weights [outputs, inputs]. */
  record OfAll(int inputs, int outputs, double[] weights, double[] bias) implements Sums {

    @Override
    public Layer layer(String name, Shape input) {
      return new FullConnection(name, inputs, outputs, bias.length > 0);
    }

    @Override
    public List<double[]> tensors() {
      return Sums.tensors(weights, bias);
    }

    @Override
    public Optional<Sums> before(Operation.Stretch stretch) {
      if (stretch.factor().length != outputs) {
        return Optional.empty();
      }
      double[] scaled = weights.clone();
      for (int i = 0; i < scaled.length; i++) {
        scaled[i] *= stretch.factor()[i / inputs];
      }
      return Optional.of(new OfAll(inputs, outputs, scaled, stretched(bias, stretch)));
    }

    @Override
    public Optional<Sums> behind(Operation.Stretch stretch) {
      if (stretch.factor().length != inputs) {
        return Optional.empty();
      }
      double[] scaled = weights.clone();
      boolean shifts = stretch.shifts();
      double[] more = shifts ? orZeros(bias, outputs) : bias;
      for (int i = 0; i < scaled.length; i++) {
        if (shifts) {
          more[i / inputs] += weights[i] * stretch.shift()[i % inputs];
        }
        scaled[i] *= stretch.factor()[i % inputs];
      }
      return Optional.of(new OfAll(inputs, outputs, scaled, more));
    }
  }

  /** Windows without shared weights; weights [outputs, rows, columns, values of a window]. */
  record OfPlaces(Shape input, Window window, int outputs, double[] weights, double[] bias)
      implements Sums {

    @Override
    public Layer layer(String name, Shape shape) {
      return new LocallyConnected(name, input, window, outputs, bias.length > 0);
    }

    @Override
    public List<double[]> tensors() {
      return Sums.tensors(weights, bias);
    }

    @Override
    public Optional<Sums> before(Operation.Stretch stretch) {
      int units = layer("layer", input).outputShape(input).size();
      Operation.Stretch each = stretch.spread(units);
      double[] scaled = weights.clone();
      for (int i = 0; i < scaled.length; i++) {
        scaled[i] *= each.factor()[i / (weights.length / units)];
      }
      return Optional.of(new OfPlaces(input, window, outputs, scaled, stretched(bias, each)));
    }

    @Override
    public Optional<Sums> behind(Operation.Stretch stretch) {
      return Optional.empty();
    }
  }
}
