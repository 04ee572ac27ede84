package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A convolution's way back to its inputs, the transposed convolution: what the places of a row of
 * derivatives give back is summed over all maps that read an input and over the kernel's rows, and
 * added where they read. No product is by a zero that a border or a stride would leave.
 */
final class WideTransposed implements WideWayBack {

  private static final int L = Wide.LANES;
  private static final int PLACES = WideTransposedTiles.PLACES;

  /**
   * Neighbouring weights of a kernel's rows, of two input maps.
   *
   * @param column the first of them in its row
   * @param taps how many a tile takes
   * @param sources where each stands in the parameters, by row, output map, input and tap
   */
  private record Piece(int column, int taps, int[] sources, float[] packed) {}

  private final Window window;
  private final Shape in;
  private final Shape out;

  /** How what is given back lies, with room for what goes beyond the inputs. */
  private final WideMargins target;

  /** From one row of derivatives to the next: tiles divide them. */
  private final int row;

  /** From one map of derivatives to the next. */
  private final int map;

  private final List<Couple> couples = new ArrayList<>();

  /**
   * Two input maps that much the same outputs read.
   *
   * @param left one
   * @param right the other, or the same again, by weights of zero
   * @param maps where the outputs begin that read either
   * @param pieces their weights
   */
  private record Couple(int left, int right, int[] maps, List<Piece> pieces) {}

  /**
   * Makes the way back.
   *
   * @param zero where a zero stands in the parameters
   */
  WideTransposed(Window window, Shape in, Shape out, WidePairs pairs, int zero) {
    this.window = window;
    this.in = in;
    this.out = out;
    int places = (out.width() + PLACES - 1) / PLACES * PLACES;
    row = places * L;
    // Places of maps a multiple of 4,096 bytes apart would share too few lines of the cache.
    map = out.height() * row + (out.height() * row * Float.BYTES % 4096 == 0 ? L : 0);
    target = WideMargins.ofGivenBack(window, in, out, places, columns(window));
    List<Integer> left = new ArrayList<>(IntStream.range(0, in.maps()).boxed().toList());
    while (!left.isEmpty()) {
      int one = left.remove(0);
      Set<Integer> readers = set(pairs.of(one));
      Optional<Integer> other =
          left.stream().min(Comparator.comparingInt(map -> union(readers, pairs.of(map)).size()));
      other.ifPresent(left::remove);
      couples.add(couple(one, other, pairs, zero));
    }
  }

  private static Set<Integer> set(int[] values) {
    return union(Set.of(), values);
  }

  private static Set<Integer> union(Set<Integer> some, int[] others) {
    Set<Integer> all = new TreeSet<>(some);
    IntStream.of(others).forEach(all::add);
    return all;
  }

  private Couple couple(int one, Optional<Integer> other, WidePairs pairs, int zero) {
    int[] none = {};
    Set<Integer> mine = set(pairs.of(one));
    int[] others = other.map(pairs::of).orElse(none);
    int[] readers = union(mine, others).stream().mapToInt(Integer::intValue).toArray();
    int[] weights = new int[2 * readers.length];
    Arrays.fill(weights, -1);
    for (int n = 0; n < readers.length; n++) {
      if (mine.contains(readers[n])) {
        weights[2 * n] = pairs.weights(one, readers[n]);
      }
      if (Arrays.binarySearch(others, readers[n]) >= 0) {
        weights[2 * n + 1] = pairs.weights(other.orElseThrow(), readers[n]);
      }
    }
    int[] maps = Arrays.stream(readers).map(each -> each * map).toArray();
    return new Couple(one, other.orElse(one), maps, pieces(weights, zero));
  }

  /** Neighbours are taken together where they give back to neighbours. */
  private static int taps(Window window, int column) {
    int left = window.width() - column;
    if (window.strideAcross() > 1 || left == 1) {
      return 1;
    }
    return left < 5 ? 3 : WideTransposedTiles.MOST_TAPS;
  }

  /** The columns of a kernel, with those that only tiles have. */
  private static int columns(Window window) {
    int column = 0;
    while (column < window.width()) {
      column += taps(window, column);
    }
    return column;
  }

  private List<Piece> pieces(int[] weights, int zero) {
    List<Piece> made = new ArrayList<>();
    int taps;
    for (int column = 0; column < window.width(); column += taps) {
      int left = window.width() - column;
      taps = taps(window, column);
      int[] sources = new int[window.height() * weights.length * taps];
      int next = 0;
      for (int p = 0; p < window.height(); p++) {
        for (int first : weights) {
          for (int k = 0; k < taps; k++) {
            sources[next++] =
                k < left && first >= 0 ? first + p * window.width() + column + k : zero;
          }
        }
      }
      made.add(new Piece(column, taps, sources, new float[sources.length]));
    }
    return List.copyOf(made);
  }

  @Override
  public void prepare(float[] w) {
    for (Couple couple : couples) {
      for (Piece piece : couple.pieces) {
        Wide.gather(w, piece.sources, piece.packed);
      }
    }
  }

  @Override
  public int scratch() {
    return Math.addExact(filled(), target.isEmpty() ? 0 : target.length(in.maps()));
  }

  /** Values of the derivatives with zeros that fill up their rows, unless they are full. */
  private int filled() {
    return map == out.area() * L ? 0 : Math.multiplyExact(out.maps(), map);
  }

  @Override
  public void run(float[] derivatives, float[] given, float[] scratch) {
    float[] dy = filled() == 0 ? derivatives : scratch;
    if (filled() > 0) {
      fillUp(derivatives, scratch);
    }
    float[] dx = target.isEmpty() ? given : scratch;
    int begin = target.isEmpty() ? 0 : filled();
    Arrays.fill(dx, begin, begin + target.length(in.maps()), 0);
    for (int r = target.above(); r < target.above() + in.height(); r++) {
      row(r, dy, dx, begin);
    }
    if (!target.isEmpty()) {
      target.copyWithin(scratch, begin, in, given);
    }
  }

  private void fillUp(float[] from, float[] to) {
    int width = out.width() * L;
    int source = 0;
    for (int m = 0; m < out.maps(); m++) {
      for (int r = 0; r < out.height(); r++, source += width) {
        int at = m * map + r * row;
        System.arraycopy(from, source, to, at, width);
        Arrays.fill(to, at + width, at + row, 0);
      }
    }
  }

  /**
   * A row of the input maps: what the rows of derivatives give back that have read it. A few places
   * of these stay in the cache for all input maps.
   */
  private void row(int r, float[] dy, float[] dx, int begin) {
    int stride = window.strideDown();
    int least = Math.max(0, r - (out.height() - 1) * stride);
    int first = least + Math.floorMod(r - least, stride);
    int last = Math.min(window.height() - 1, r);
    if (first > last) {
      return;
    }
    WideTransposedTiles.Run run = new WideTransposedTiles.Run();
    run.rows = (last - first) / stride + 1;
    run.step = row;
    run.across = window.strideAcross() * L;
    for (int place = 0; place * L < row; place += PLACES) {
      run.from = (r - first) / stride * row + place * L;
      for (Couple couple : couples) {
        int[] maps = couple.maps;
        for (Piece piece : couple.pieces) {
          run.weights = first * maps.length * 2 * piece.taps;
          run.next = stride * maps.length * 2 * piece.taps;
          int at = begin + target.at(r, place * window.strideAcross() + piece.column);
          run.left = at + couple.left * target.map();
          run.right = at + couple.right * target.map();
          WideTransposedTiles.add(dy, maps, piece.packed, piece.taps, run, dx);
        }
      }
    }
  }
}
