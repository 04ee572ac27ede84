package io.github.lenetcl.reading.sweep;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.data.ink.InkImage;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A network swept over lines: what it gives for each window of its input's size, every four pixels
 * for LeNet-5, computed as one convolution over the line. Lines are taken in tiles that overlap by
 * a window, so that one of any width needs no more memory. Where lines are higher than a window
 * there are windows above each other too, and of their penalties the smallest counts.
 *
 * <p>Safe to use from many threads.
 */
public final class Sweep implements AutoCloseable {

  /** Positions in a tile. */
  private static final int POSITIONS = 33;

  /** Tiles in one pass on the device. */
  private static final int CAPACITY = 32;

  private final Network network;
  private final Scaling.Levels scaling;
  private final int step;
  private final int heights;
  private final Plan plan;

  /**
   * Puts a model on a device.
   *
   * @param backend the device, which stays the caller's to close
   * @param model a model of one digit
   * @param heights how many windows there are above each other, at least 1
   * @throws IllegalArgumentException if it has more than one position or map of inputs, pads, has
   *     layers for one size of input only, or scales each pixel by itself
   */
  public Sweep(Backend backend, Model model, int heights) {
    network = model.network();
    this.heights = heights;
    step = Stride.of(network).across();
    if (network.output().area() != 1 || network.input().maps() != 1) {
      throw new IllegalArgumentException(
          "sweep: network from %s to %s, wanted one map and one position"
              .formatted(network.input(), network.output()));
    }
    scaling = levels(model.scaling());
    Shape tile = tile(network, heights, POSITIONS);
    plan = backend.plan(new PlanSpec(network, tile, CAPACITY, false, false));
    plan.write(Vector.PARAMETERS, model.parameters());
  }

  /**
   * {@return the scaling, which must treat all pixels alike}
   *
   * @param scaling a model's
   * @throws IllegalArgumentException if it does not
   */
  public static Scaling.Levels levels(Scaling scaling) {
    if (scaling instanceof Scaling.Levels levels) {
      return levels;
    }
    throw new IllegalArgumentException(
        "sweep: each pixel scaled by itself, wanted a scaling that treats all alike");
  }

  /**
   * {@return the input with so many positions}
   *
   * @param network the network
   * @param heights how many above each other, at least 1
   * @param positions how many from left to right, at least 1
   */
  public static Shape tile(Network network, int heights, int positions) {
    Shape input = network.input();
    Stride stride = Stride.of(network);
    return new Shape(
        1,
        input.height() + (heights - 1) * stride.down(),
        input.width() + (positions - 1) * stride.across());
  }

  /** {@return the columns of a window} */
  public int window() {
    return network.input().width();
  }

  /** {@return columns from one position to the next} */
  public int step() {
    return step;
  }

  /** {@return rows of the lines that it is swept over} */
  public int height() {
    return plan.spec().input().height();
  }

  /** One tile of a line, from its first position. */
  private record Tile(int line, int first) {}

  /**
   * Sweeps over lines.
   *
   * @param lines lines of {@link #height()} rows
   * @return a row for each line; one narrower than a window has one position
   */
  public synchronized List<PenaltyRow> rows(List<InkImage> lines) {
    int classes = network.output().maps();
    List<double[]> penalties = new ArrayList<>();
    List<Tile> tiles = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      int positions = positions(lines.get(i));
      penalties.add(new double[positions * classes]);
      for (int first = 0; first < positions; first += POSITIONS) {
        tiles.add(new Tile(i, first));
      }
    }
    for (int from = 0; from < tiles.size(); from += CAPACITY) {
      run(lines, tiles.subList(from, Math.min(from + CAPACITY, tiles.size())), penalties);
    }
    return penalties.stream()
        .map(row -> new PenaltyRow(row.length / classes, classes, row))
        .toList();
  }

  private int positions(InkImage line) {
    if (line.height() != height()) {
      throw new IllegalArgumentException(
          "sweep: line of " + line.height() + " rows, wanted " + height());
    }
    return 1 + Math.max(0, line.width() - window() + step - 1) / step;
  }

  private void run(List<InkImage> lines, List<Tile> tiles, List<double[]> penalties) {
    int size = plan.spec().input().size();
    float[] inputs = new float[tiles.size() * size];
    for (int i = 0; i < tiles.size(); i++) {
      Tile tile = tiles.get(i);
      InkImage line = lines.get(tile.line);
      lay(line, tile.first * step, scaling, plan.spec().input(), inputs, i * size);
    }
    plan.forward(new Source.Inputs(inputs, tiles.size()));
    float[] outputs = plan.outputs();
    for (int i = 0; i < tiles.size(); i++) {
      Tile tile = tiles.get(i);
      turn(outputs, i, tile.first, penalties.get(tile.line));
    }
  }

  /**
   * Puts part of a line into an input; beyond the line there is background.
   *
   * @param line the line
   * @param left its first column that is meant
   * @param scaling how levels become inputs
   * @param shape the shape of the input
   * @param to where it goes
   * @param at from which index on
   */
  public static void lay(
      InkImage line, int left, Scaling.Levels scaling, Shape shape, float[] to, int at) {
    Arrays.fill(to, at, at + shape.size(), scaling.background());
    int columns = Math.min(shape.width(), line.width() - left);
    for (int row = 0; row < shape.height(); row++) {
      for (int column = 0; column < columns; column++) {
        to[at + row * shape.width() + column] = scaling.levels()[line.level(row, left + column)];
      }
    }
  }

  /** Puts a tile's outputs, class by class, into a row, position by position. */
  private void turn(float[] outputs, int tile, int first, double[] row) {
    int classes = network.output().maps();
    int count = Math.min(POSITIONS, row.length / classes - first);
    for (int position = 0; position < count; position++) {
      for (int i = 0; i < classes; i++) {
        double least = Double.POSITIVE_INFINITY;
        for (int height = 0; height < heights; height++) {
          int at = ((tile * classes + i) * heights + height) * POSITIONS + position;
          least = Math.min(least, outputs[at]);
        }
        row[(first + position) * classes + i] = least;
      }
    }
  }

  /** Frees the device's memory; closing twice does nothing. */
  @Override
  public synchronized void close() {
    plan.close();
  }
}
