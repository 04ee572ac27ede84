package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.compute.cpu.blocks.LaneBlock;
import io.github.lenetcl.compute.cpu.blocks.LaneLayer;
import io.github.lenetcl.compute.cpu.reference.Fields;
import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A convolution, its activation and the pooling behind it, a few rows at a time, in an inference
 * that asks for none of the values between: these would leave the nearest caches before they are
 * met again. The bits are those of the layers one after the other.
 */
final class WideBands implements LaneLayer {

  private static final int L = Wide.LANES;

  /** Convolutions that give fewer values to a block are faster whole: their caches hold these. */
  private static final int LEAST_BYTES = 3 << 17;

  /** Rows at a time where no pooling sees them: two are as many places as tiles take, mostly. */
  private static final int ROWS = 2;

  /**
   * Some rows.
   *
   * @param row the first
   * @param places what is computed of each map
   * @param begin where that begins, counted from where the map begins
   */
  private record Band(int row, WidePlaces places, int begin) {}

  private final WideConvolution convolution;
  private final Optional<ActivationFunction> activation;
  private final Optional<WidePooling> pooling;

  /** The boundary behind the last of the layers. */
  private final int end;

  /** What the convolution gives. */
  private final Shape maps;

  private final List<Band> bands = new ArrayList<>();

  /** From one map of a band to the next. */
  private final int map;

  private WideBands(
      WideConvolution convolution,
      Optional<ActivationFunction> activation,
      Optional<WidePooling> pooling) {
    this.convolution = convolution;
    this.activation = activation;
    this.pooling = pooling;
    end = convolution.boundary() + covers();
    maps = convolution.out();
    pooling.ifPresentOrElse(layer -> addPooled(layer.windows().fields), this::addWhole);
    map =
        pooling.isEmpty()
            ? maps.area() * L
            : bands.stream().mapToInt(band -> band.places.count() * L).max().orElse(0);
  }

  private void addPooled(Fields fields) {
    for (int r = 0; r < fields.out().height(); r++) {
      add(fields.firstRow(r), fields.endRow(r), convolution.sumsAt());
    }
  }

  private void addWhole() {
    for (int r = 0; r < maps.height(); r += ROWS) {
      add(r, Math.min(r + ROWS, maps.height()), r * maps.width() * L);
    }
  }

  private void add(int row, int endRow, int begin) {
    bands.add(new Band(row, convolution.places(row, endRow, begin), begin));
  }

  /** Returns a network's layers with those that are worth it in the place of the first of them. */
  static List<LaneLayer> of(List<LaneLayer> layers) {
    List<LaneLayer> made = new ArrayList<>(layers);
    for (int i = 0; i + 1 < layers.size(); i++) {
      if (layers.get(i) instanceof WideConvolution convolution
          && (long) convolution.out().size() * L * Float.BYTES >= LEAST_BYTES) {
        Optional<ActivationFunction> activation =
            layers.get(i + 1) instanceof WideActivation next
                ? Optional.of(next.function())
                : Optional.empty();
        int next = activation.isPresent() ? i + 2 : i + 1;
        Optional<WidePooling> pooling =
            layers.stream()
                .skip(next)
                .limit(1)
                .filter(WidePooling.class::isInstance)
                .map(WidePooling.class::cast)
                .filter(layer -> seesRowsOnce(layer.windows().fields))
                .findFirst();
        if (activation.isPresent() || pooling.isPresent()) {
          made.set(i, new WideBands(convolution, activation, pooling));
        }
      }
    }
    return List.copyOf(made);
  }

  private static boolean seesRowsOnce(Fields fields) {
    return IntStream.range(0, fields.out().height())
        .allMatch(
            r ->
                fields.firstRow(r) < fields.endRow(r)
                    && (r == 0 || fields.endRow(r - 1) <= fields.firstRow(r)));
  }

  @Override
  public String name() {
    return convolution.name() + ", a few rows at a time";
  }

  @Override
  public int covers() {
    return 1 + (activation.isPresent() ? 1 : 0) + (pooling.isPresent() ? 1 : 0);
  }

  @Override
  public void prepare(float[] w) {
    convolution.prepare(w);
  }

  /** Room for a band, behind the inputs where these are copied. */
  @Override
  public int scratch() {
    int band = pooling.isEmpty() ? 0 : Math.multiplyExact(maps.maps(), map);
    return Math.addExact(convolution.sumsAt(), band);
  }

  @Override
  public void forward(LaneBlock block, float[] w) {
    float[] x = convolution.inputs(block);
    float[] sums = pooling.isEmpty() ? block.values[end] : block.scratch;
    for (int number = 0; number < bands.size(); number++) {
      Band band = bands.get(number);
      convolution.sums(x, band.places, sums, map);
      activation.ifPresent(function -> activate(function, band, sums));
      if (pooling.isPresent()) {
        pool(pooling.get(), number, w, sums, block.values[end]);
      }
    }
  }

  private void activate(ActivationFunction function, Band band, float[] sums) {
    int length = band.places.count() * L;
    for (int m = 0; m < maps.maps(); m++) {
      int at = m * map + band.begin;
      SimdFunctions.apply(function, sums, at, at + length);
    }
  }

  private void pool(WidePooling layer, int row, float[] w, float[] sums, float[] y) {
    Band band = bands.get(row);
    int units = layer.windows().fields.out().width();
    int skipped = band.row * maps.width() * L - band.begin;
    layer.units(row * units, (row + 1) * units, w, sums, map, skipped, y);
  }

  @Override
  public void backwardInputs(LaneBlock block, float[] w) {
    throw new UnsupportedOperationException("an inference");
  }
}
