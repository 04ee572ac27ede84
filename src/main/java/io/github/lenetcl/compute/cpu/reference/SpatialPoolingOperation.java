package io.github.lenetcl.compute.cpu.reference;

import io.github.lenetcl.compute.Degree;
import io.github.lenetcl.compute.cpu.images.CounterRandom;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.SpatialPooling;
import java.util.Arrays;

/**
 * The largest value of the window at every place; then, while drawing, the rows and columns drawn,
 * otherwise the means of {@code stride} by {@code stride} of them.
 */
final class SpatialPoolingOperation implements WithoutParameters {

  private final Shape in;
  private final Shape out;
  private final int side;
  private final int stride;
  private final int grid;
  private final PassDraws.OfLayer draws;
  private final ThreadLocal<Lines> lines;

  /** The rows and the columns of the input that were drawn, in their order. */
  private record Lines(int[] rows, int[] columns) {}

  SpatialPoolingOperation(SpatialPooling layer, Shape input, PassDraws.OfLayer draws) {
    in = input;
    out = layer.outputShape(input);
    side = layer.side();
    stride = layer.stride();
    grid = layer.grid();
    this.draws = draws;
    lines = ThreadLocal.withInitial(() -> new Lines(new int[out.height()], new int[out.width()]));
  }

  /** Sees a place of a map that a unit has a share in. */
  private interface Visitor {
    void see(int unit, int place, float share);
  }

  @Override
  public void forward(float[] x, int xAt, float[] w, float[] y, int yAt) {
    Arrays.fill(y, yAt, yAt + out.size(), 0);
    forEach(
        xAt / in.size(),
        (unit, place, share) -> y[yAt + unit] += share * x[xAt + largest(x, xAt, place)]);
  }

  @Override
  public void toInputs(
      Degree degree, float[] x, int xAt, float[] dy, int dyAt, float[] w, float[] dx, int dxAt) {
    Arrays.fill(dx, dxAt, dxAt + in.size(), 0);
    forEach(
        xAt / in.size(),
        (unit, place, share) ->
            dx[dxAt + largest(x, xAt, place)] += degree.factor(share) * dy[dyAt + unit]);
  }

  private void forEach(int sample, Visitor visitor) {
    if (draws.on()) {
      drawn(draws.of(sample), visitor);
    } else {
      means(visitor);
    }
  }

  private void means(Visitor visitor) {
    float share = 1f / (stride * stride);
    for (int place = 0; place < in.size(); place++) {
      int row = place / in.width();
      int unit = row / stride * out.width() + place % in.width() / stride;
      visitor.see(unit, place, share);
    }
  }

  private void drawn(CounterRandom random, Visitor visitor) {
    Lines drawn = lines.get();
    draw(random, in.height(), 0, drawn.rows);
    draw(random, in.width(), in.height(), drawn.columns);
    for (int unit = 0; unit < out.size(); unit++) {
      int map = unit / out.area();
      int row = drawn.rows[unit / out.width() % out.height()];
      int column = drawn.columns[unit % out.width()];
      visitor.see(unit, (map * in.height() + row) * in.width() + column, 1);
    }
  }

  /** Draws the lines that are kept of all. */
  private void draw(CounterRandom random, int count, int firstDraw, int[] kept) {
    int next = 0;
    int wanted = 0;
    for (int line = 0; line < count; line++) {
      int within = line % grid;
      wanted = within == 0 ? grid / stride : wanted;
      if ((long) random.first24(firstDraw + line) * (grid - within) < (long) wanted << 24) {
        kept[next++] = line;
        wanted--;
      }
    }
  }

  /** The place of the largest value of the window that begins at a place, the first of equals. */
  private int largest(float[] x, int xAt, int place) {
    int rows = Math.min(side, in.height() - place / in.width() % in.height());
    int columns = Math.min(side, in.width() - place % in.width());
    int largest = place;
    for (int p = 0; p < rows; p++) {
      for (int q = 0; q < columns; q++) {
        int other = place + p * in.width() + q;
        if (x[xAt + other] > x[xAt + largest]) {
          largest = other;
        }
      }
    }
    return largest;
  }
}
