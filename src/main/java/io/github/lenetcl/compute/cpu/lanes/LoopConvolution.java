package io.github.lenetcl.compute.cpu.lanes;

import static io.github.lenetcl.compute.cpu.lanes.LaneLoops.LANES;
import static io.github.lenetcl.compute.cpu.lanes.LaneLoops.START;

import io.github.lenetcl.compute.cpu.blocks.LaneBlock;
import io.github.lenetcl.compute.cpu.blocks.LaneLayer;
import io.github.lenetcl.compute.cpu.reference.Fields;
import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * A convolution of any window, stride, padding and table over a block of samples: a row of a map
 * and a few neighbouring weights of a kernel's row at a time. Rows are copied to where loops meet
 * them at the same index, which is where strides and padding are met too.
 */
final class LoopConvolution implements LaneLayer {

  /**
   * Neighbouring weights of a kernel's rows.
   *
   * @param column the first of them
   * @param taps how many a loop takes; those beyond the row are zeros
   */
  private record Piece(int column, int taps) {}

  private final int boundary;
  private final Fields fields;
  private final Shape in;
  private final Shape out;
  private final int weightAt;
  private final OptionalInt biasAt;
  private final int[] inputOf;
  private final int[] outputOf;
  private final List<Piece> pieces;

  /** For each piece the weights by pair, row and tap. */
  private final float[][] packed;

  private final ThreadLocal<Near> near;

  /** Rows that lie alike to the lines of the cache; they lead back to nothing. */
  private static final class Near {

    /** Zeros, in place of a second row and of sums not begun. */
    private final float[] none;

    /** A sum for each weight of a piece. */
    private final float[][] sums;

    /** A row of each output map, or the rows of one. */
    private final float[][] y;

    /** A row of each input map, or the rows of one. */
    private final float[][] x;

    Near(Shape in, Shape out) {
      int length = 2 * START + Math.max(in.width(), out.width()) * LANES;
      none = LaneRows.make(1, length)[0];
      sums = LaneRows.make(LaneLoops.TAPS, length);
      y = LaneRows.make(Math.max(out.maps(), out.height()), length);
      x = LaneRows.make(Math.max(in.maps(), in.height()), length);
    }
  }

  LoopConvolution(
      int boundary,
      Window window,
      ConnectionTable table,
      Shape in,
      Shape out,
      int weightAt,
      OptionalInt biasAt) {
    this.boundary = boundary;
    this.in = in;
    this.out = out;
    this.weightAt = weightAt;
    this.biasAt = biasAt;
    fields = new Fields(window, in, out);
    inputOf = table.pairInputs();
    outputOf = table.pairOutputs();
    pieces = pieces(window);
    packed =
        pieces.stream()
            .map(piece -> new float[inputOf.length * window.height() * piece.taps])
            .toArray(float[][]::new);
    near = ThreadLocal.withInitial(() -> new Near(in, out));
  }

  private static List<Piece> pieces(Window window) {
    List<Piece> made = new ArrayList<>();
    int taps;
    for (int column = 0; column < window.width(); column += taps) {
      int left = window.width() - column;
      taps = window.strideAcross() > 1 || left == 1 ? 1 : left <= 3 ? 3 : LaneLoops.TAPS;
      made.add(new Piece(column, taps));
    }
    return List.copyOf(made);
  }

  @Override
  public String name() {
    return LoopTable.NAME;
  }

  @Override
  public void prepare(float[] w) {
    int width = fields.window().width();
    for (int n = 0; n < packed.length; n++) {
      Piece piece = pieces.get(n);
      int count = Math.min(piece.taps, width - piece.column);
      for (int row = 0; row < inputOf.length * fields.window().height(); row++) {
        int from = weightAt + row * width + piece.column;
        System.arraycopy(w, from, packed[n], row * piece.taps, count);
      }
    }
  }

  private int weights(int pair, int p, Piece piece) {
    return (pair * fields.window().height() + p) * piece.taps;
  }

  private static int end(Shape shape) {
    return START + shape.width() * LANES;
  }

  @Override
  public void forward(LaneBlock block, float[] w) {
    float[] x = block.values[boundary];
    float[] y = block.values[boundary + 1];
    Near rows = near.get();
    for (int r = 0; r < out.height(); r++) {
      for (int o = 0; o < out.maps(); o++) {
        float bias = biasAt.isPresent() ? w[biasAt.getAsInt() + o] : 0;
        Arrays.fill(rows.y[o], START, end(out), bias);
      }
      for (int p = 0; p < fields.window().height(); p++) {
        if (!fields.hasRow(fields.row(r, p))) {
          continue;
        }
        for (int n = 0; n < packed.length; n++) {
          Piece piece = pieces.get(n);
          for (int i = 0; i < in.maps(); i++) {
            see(x, i, fields.row(r, p), piece, rows.x[i]);
          }
          for (int pair = 0; pair < inputOf.length; pair++) {
            LaneLoops.addTaps(
                rows.x[inputOf[pair]],
                packed[n],
                weights(pair, p, piece),
                piece.taps,
                START,
                end(out),
                rows.y[outputOf[pair]]);
          }
        }
      }
      for (int o = 0; o < out.maps(); o++) {
        System.arraycopy(rows.y[o], START, y, LaneRows.at(o, r, out), out.width() * LANES);
      }
    }
  }

  /**
   * Makes of a row of an input map what the units of a row see through a piece's first weight, and
   * beyond it what they see through the others.
   */
  private void see(float[] x, int map, int r, Piece piece, float[] to) {
    int from = LaneRows.at(map, r, in);
    int across = fields.window().strideAcross();
    int first = piece.column - fields.left();
    if (across == 1) {
      shift(x, from, in.width(), first, to, START, out.width() + piece.taps - 1);
      return;
    }
    for (int c = 0; c < out.width(); c++) {
      int column = first + c * across;
      shift(x, from, in.width(), column, to, START + c * LANES, 1);
    }
  }

  /** Copies columns of a row from one on; those beyond it are zeros. */
  private static void shift(
      float[] row, int from, int width, int first, float[] to, int at, int columns) {
    int begin = Math.min(columns, Math.max(0, -first));
    int end = Math.max(begin, Math.min(columns, width - first));
    Arrays.fill(to, at, at + begin * LANES, 0);
    if (end > begin) {
      int source = from + (first + begin) * LANES;
      System.arraycopy(row, source, to, at + begin * LANES, (end - begin) * LANES);
    }
    Arrays.fill(to, at + end * LANES, at + columns * LANES, 0);
  }

  @Override
  public void backwardInputs(LaneBlock block, float[] w) {
    float[] dy = block.derivatives[boundary + 1];
    float[] dx = block.derivatives[boundary];
    Near rows = near.get();
    int down = fields.window().strideDown();
    for (int r = 0; r < in.height(); r++) {
      for (int i = 0; i < in.maps(); i++) {
        Arrays.fill(rows.x[i], START, end(in), 0);
      }
      for (int p = 0; p < fields.window().height(); p++) {
        int from = r + fields.top() - p;
        if (from >= 0 && from % down == 0 && from / down < out.height()) {
          for (int n = 0; n < packed.length; n++) {
            giveBack(dy, from / down, p, pieces.get(n), packed[n], rows);
          }
        }
      }
      for (int i = 0; i < in.maps(); i++) {
        System.arraycopy(rows.x[i], START, dx, LaneRows.at(i, r, in), in.width() * LANES);
      }
    }
  }

  /** What a row of units gives back through a piece of a kernel's row. */
  private void giveBack(float[] dy, int r, int p, Piece piece, float[] weights, Near rows) {
    int across = fields.window().strideAcross();
    int first = fields.left() - piece.column;
    for (int o = 0; o < out.maps(); o++) {
      int from = LaneRows.at(o, r, out);
      if (across == 1) {
        // Four columns before the first are met too.
        int before = LaneLoops.TAPS - 1;
        shift(dy, from, out.width(), first - before, rows.y[o], 0, in.width() + before);
      } else {
        spread(dy, from, first, across, rows.y[o]);
      }
    }
    for (int pair = 0; pair < inputOf.length; pair++) {
      LaneLoops.addTapsBack(
          rows.y[outputOf[pair]],
          weights,
          weights(pair, p, piece),
          piece.taps,
          START,
          end(in),
          rows.x[inputOf[pair]]);
    }
  }

  /** Sets a row of units where they read; between them there are zeros. */
  private void spread(float[] dy, int from, int first, int across, float[] to) {
    Arrays.fill(to, START, end(in), 0);
    for (int c = 0; c < out.width(); c++) {
      int column = c * across - first;
      if (column >= 0 && column < in.width()) {
        System.arraycopy(dy, from + c * LANES, to, START + column * LANES, LANES);
      }
    }
  }

  @Override
  public void backwardParameters(LaneBlock block, float[] w, float[] dw) {
    float[] x = block.values[boundary];
    float[] dy = block.derivatives[boundary + 1];
    Near rows = near.get();
    int o = -1;
    for (int pair = 0; pair < inputOf.length; pair++) {
      if (o != outputOf[pair]) {
        o = outputOf[pair];
        for (int r = 0; r < out.height(); r++) {
          System.arraycopy(dy, LaneRows.at(o, r, out), rows.y[r], START, out.width() * LANES);
        }
        addBias(o, rows, dw);
      }
      for (Piece piece : pieces) {
        for (int r = 0; r < in.height(); r++) {
          see(x, inputOf[pair], r, piece, rows.x[r]);
        }
        for (int p = 0; p < fields.window().height(); p++) {
          correlate(rows, p, piece);
          int at = weightAt + (pair * fields.window().height() + p) * fields.window().width();
          int count = Math.min(piece.taps, fields.window().width() - piece.column);
          for (int k = 0; k < count; k++) {
            dw[at + piece.column + k] += LaneLoops.sum(rows.sums[k], START, end(out));
          }
        }
      }
    }
  }

  private void addBias(int o, Near rows, float[] dw) {
    if (biasAt.isPresent()) {
      float[] sums = rows.sums[0];
      Arrays.fill(sums, START, end(out), 0);
      for (int r = 0; r < out.height(); r++) {
        LaneLoops.add(sums, rows.y[r], START, end(out));
      }
      dw[biasAt.getAsInt() + o] += LaneLoops.sum(sums, START, end(out));
    }
  }

  /** Σ_r dy_o[r,c]·x_i[r·s+p,c+q] for each q of a piece, two rows of the maps at a time. */
  private void correlate(Near rows, int p, Piece piece) {
    int first = firstRow(0, p);
    if (first == out.height()) {
      for (int k = 0; k < piece.taps; k++) {
        Arrays.fill(rows.sums[k], START, end(out), 0);
      }
    }
    boolean begun = false;
    for (int r = first; r < out.height(); begun = true) {
      int next = firstRow(r + 1, p);
      boolean both = next < out.height();
      float[] second = both ? rows.y[next] : rows.none;
      float[] secondX = rows.x[fields.row(both ? next : r, p)];
      for (int k = 0; k < piece.taps; k++) {
        float[] sums = rows.sums[k];
        LaneLoops.addProducts(
            begun ? sums : rows.none,
            rows.x[fields.row(r, p)],
            rows.y[r],
            secondX,
            second,
            k,
            START,
            end(out),
            sums);
      }
      r = both ? firstRow(next + 1, p) : out.height();
    }
  }

  /** Returns the first row of units from one on that sees a row of the map through row p. */
  private int firstRow(int from, int p) {
    int r = from;
    while (r < out.height() && !fields.hasRow(fields.row(r, p))) {
      r++;
    }
    return r;
  }
}
