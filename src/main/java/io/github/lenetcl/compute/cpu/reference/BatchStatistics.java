package io.github.lenetcl.compute.cpu.reference;

import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.network.BatchNormalization;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The means and variances that a plan's layers of batch normalisation work with: the running ones
 * of the parameters, or those of a batch, which an update moves the running ones towards.
 */
public final class BatchStatistics {

  private final Map<Integer, OfLayer> layers = new TreeMap<>();

  /** Makes room for those of a network's layers. */
  public BatchStatistics(PlanSpec spec) {
    Network network = spec.network();
    List<Shape> shapes = network.shapesFor(spec.input());
    for (int i = 0; i < shapes.size(); i++) {
      if (network.layers().get(i) instanceof BatchNormalization layer) {
        int at = network.parametersOf(i).get(0).offset();
        layers.put(i, new OfLayer(layer, at, shapes.get(i).area()));
      }
    }
  }

  /** Returns the layers of batch normalisation, in their order. */
  public List<Integer> indices() {
    return List.copyOf(layers.keySet());
  }

  /** Returns those of a layer. */
  public OfLayer of(int layer) {
    return layers.get(layer);
  }

  /** Takes the running ones for what is to come. */
  public void prepare(float[] w) {
    layers.values().forEach(layer -> layer.prepare(w));
  }

  /** Moves the running ones towards those of the batch before, if there was one; once. */
  public void move(float[] w) {
    layers.values().forEach(layer -> layer.move(w));
  }

  /** Those of one layer, and where its parameters stand. */
  public static final class OfLayer {

    private final BatchNormalization layer;
    private final int at;
    private final int area;
    private final float[] mean;
    private final double[] rest;
    private final float[] inverse;
    private final float[] derivative;
    private final float[] product;

    /** What the running ones are to move towards; empty where there is nothing. */
    private double[] means = {};

    private double[] variances = {};

    /** Values of a map in the batch, or 0 where the running ones serve. */
    private long count;

    /** The sums of derivatives over the batch, as {@link #takeDerivatives} takes them. */
    private double[] gradient = {};

    private OfLayer(BatchNormalization layer, int at, int area) {
      this.layer = layer;
      this.at = at;
      this.area = area;
      mean = new float[layer.maps()];
      rest = new double[layer.maps()];
      inverse = new float[layer.maps()];
      derivative = new float[layer.maps()];
      product = new float[layer.maps()];
    }

    public int maps() {
      return layer.maps();
    }

    public int scaleAt() {
      return at;
    }

    public int shiftAt() {
      return at + maps();
    }

    private int meanAt() {
      return at + 2 * maps();
    }

    private int varianceAt() {
      return at + 3 * maps();
    }

    public float mean(int map) {
      return mean[map];
    }

    /**
     * Returns what normalised values are too large by, since the mean is rounded: less than their
     * last place, but in a sum of many with derivatives of one sign it would add up.
     */
    public double normalRest(int map) {
      return rest[map] * inverse[map];
    }

    /** Returns 1/σ. */
    public float inverse(int map) {
      return inverse[map];
    }

    /** Returns scale/σ. */
    public float factor(float[] w, int map) {
      return w[scaleAt() + map] * inverse[map];
    }

    /** Returns the mean of the derivatives over the batch, 0 where no batch gave the statistics. */
    public float derivative(int map) {
      return derivative[map];
    }

    /** Returns the mean of their products with the normalised values, or 0 likewise. */
    public float product(int map) {
      return product[map];
    }

    private void prepare(float[] w) {
      for (int map = 0; map < maps(); map++) {
        mean[map] = w[meanAt() + map];
        inverse[map] = inverse(w[varianceAt() + map]);
      }
      means = new double[0];
      count = 0;
      Arrays.fill(rest, 0);
      Arrays.fill(derivative, 0);
      Arrays.fill(product, 0);
    }

    private float inverse(double variance) {
      return (float) (1 / Math.sqrt(variance + layer.epsilon()));
    }

    /**
     * Takes the statistics of a batch.
     *
     * @param samples samples in it
     * @param total Σx of each map, and behind these Σx²
     */
    public void takeValues(int samples, double[] total) {
      count = (long) samples * area;
      means = new double[maps()];
      variances = new double[maps()];
      for (int map = 0; map < maps(); map++) {
        means[map] = total[map] / count;
        double squares = total[maps() + map] / count;
        // Rounding may leave less than nothing; what is not a number stays so.
        double spread = squares - means[map] * means[map];
        variances[map] = spread < 0 ? 0 : spread;
        mean[map] = (float) means[map];
        rest[map] = means[map] - mean[map];
        inverse[map] = inverse(variances[map]);
      }
    }

    /** Returns whether they are a batch's. */
    public boolean areOfBatch() {
      return count > 0;
    }

    /** Adds the gradient by scales and shifts that was taken with the derivatives of a batch. */
    public void addGradient(float[] dw) {
      for (int map = 0; map < maps(); map++) {
        dw[shiftAt() + map] += (float) gradient[map];
        dw[scaleAt() + map] += (float) gradient[maps() + map];
      }
    }

    /** Takes the derivatives of the same batch: Σ∂E/∂y of each map, and behind these Σx̂·∂E/∂y. */
    public void takeDerivatives(double[] total) {
      gradient = total;
      for (int map = 0; map < maps(); map++) {
        derivative[map] = (float) (gradient[map] / count);
        product[map] = (float) (gradient[maps() + map] / count);
      }
    }

    private void move(float[] w) {
      if (count > 1) {
        for (int map = 0; map < means.length; map++) {
          double spread = variances[map] * count / (count - 1);
          move(w, meanAt() + map, means[map]);
          move(w, varianceAt() + map, spread);
        }
      }
      means = new double[0];
    }

    /** A value that would not be finite is left as it was. */
    private void move(float[] w, int place, double towards) {
      float moved = w[place] + layer.momentum() * ((float) towards - w[place]);
      w[place] = Math.abs(moved) <= Float.MAX_VALUE ? moved : w[place];
    }
  }
}
