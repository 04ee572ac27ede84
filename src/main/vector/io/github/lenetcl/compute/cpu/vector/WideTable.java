package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Dropout;
import io.github.lenetcl.network.Flatten;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Padding;
import io.github.lenetcl.network.Pointwise;
import io.github.lenetcl.network.Pooling;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Softmax;
import io.github.lenetcl.network.Subsampling;
import io.github.lenetcl.network.Window;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The ordered table of implementations: the first line that accepts a layer runs it, and the last,
 * the reference, accepts everything.
 */
final class WideTable {

  /** A line: what it makes of a layer, or empty where it does not accept it. */
  private interface Line extends Function<WidePlace, Optional<WideLayer>> {}

  private static final List<Line> LINES =
      List.of(
          WideTable::connection,
          WideTable::convolution,
          WideTable::subsampling,
          WideTable::averagePooling,
          WideTable::maxPooling,
          WideTable::activation,
          WideTable::pointwise,
          WideTable::radialBasis,
          WideTable::dropout,
          WideTable::flatten,
          WideTable::softmax,
          WideTable::reference);

  private WideTable() {}

  /** Returns what the first line that accepts a layer makes of it. */
  static WideLayer first(WidePlace place) {
    return LINES.stream().flatMap(line -> line.apply(place).stream()).findFirst().orElseThrow();
  }

  /** Full connections at one position, and convolutions whose kernels cover the input (C5). */
  private static Optional<WideLayer> connection(WidePlace at) {
    boolean covering =
        at.layer() instanceof Convolution convolution
            && convolution.table().isFull()
            && convolution.window().height() == at.in().height()
            && convolution.window().width() == at.in().width()
            && convolution.window().padding().equals(Padding.NONE);
    boolean full = at.layer() instanceof FullConnection && at.in().area() == 1;
    return covering || full
        ? Optional.of(
            new WideConnection(
                at.index(),
                at.connections(),
                at.in().size(),
                at.out().maps(),
                at.first(),
                at.second()))
        : Optional.empty();
  }

  /** Convolutions, and full connections at many positions, which are convolutions of 1×1. */
  private static Optional<WideLayer> convolution(WidePlace at) {
    if (at.layer() instanceof Convolution convolution) {
      return Optional.of(convolution(at, convolution.window(), convolution.table()));
    }
    if (at.layer() instanceof FullConnection full) {
      return Optional.of(
          convolution(at, Window.of(1), ConnectionTable.full(full.inputs(), full.outputs())));
    }
    return Optional.empty();
  }

  private static WideLayer convolution(WidePlace at, Window window, ConnectionTable table) {
    return new WideConvolution(
        at.index(),
        window,
        table,
        at.in(),
        at.out(),
        at.first(),
        at.second(),
        at.network().parameterCount());
  }

  private static Optional<WideLayer> subsampling(WidePlace at) {
    return at.layer() instanceof Subsampling layer
        ? Optional.of(
            new WideSumPooling(
                at.index(),
                layer.window(),
                at.in(),
                at.out(),
                SimdFactors.parameters(at.first(), at.second().getAsInt())))
        : Optional.empty();
  }

  private static Optional<WideLayer> averagePooling(WidePlace at) {
    return at.layer() instanceof Pooling layer && layer.kind() == Pooling.Kind.AVERAGE
        ? Optional.of(
            new WideSumPooling(
                at.index(),
                layer.window(),
                at.in(),
                at.out(),
                SimdFactors.means(layer.window().area())))
        : Optional.empty();
  }

  private static Optional<WideLayer> maxPooling(WidePlace at) {
    return at.layer() instanceof Pooling layer && layer.kind() == Pooling.Kind.MAX
        ? Optional.of(new WideMaxPooling(at.index(), layer.window(), at.in(), at.out()))
        : Optional.empty();
  }

  private static Optional<WideLayer> activation(WidePlace at) {
    return at.layer() instanceof Activation layer && SimdFunctions.has(layer.function())
        ? Optional.of(new WideActivation(layer.function(), at.index(), at.in().size()))
        : Optional.empty();
  }

  private static Optional<WideLayer> pointwise(WidePlace at) {
    return at.layer() instanceof Pointwise layer
        ? Optional.of(
            new WidePointwise(layer.function(), layer.alpha(), at.index(), at.in().size()))
        : Optional.empty();
  }

  private static Optional<WideLayer> radialBasis(WidePlace at) {
    return at.layer() instanceof RadialBasis layer && !layer.trainable()
        ? Optional.of(new WideRadialBasis(at.index(), layer.centers(), at.in().area()))
        : Optional.empty();
  }

  private static Optional<WideLayer> dropout(WidePlace at) {
    return at.layer() instanceof Dropout layer
        ? Optional.of(new WideDropout(at.index(), layer, at.in().size()))
        : Optional.empty();
  }

  private static Optional<WideLayer> flatten(WidePlace at) {
    return at.layer() instanceof Flatten
        ? Optional.of(new WideFlatten(at.index(), at.in().size()))
        : Optional.empty();
  }

  private static Optional<WideLayer> softmax(WidePlace at) {
    return at.layer() instanceof Softmax
        ? Optional.of(new WideSoftmax(at.index(), at.in().maps(), at.in().area()))
        : Optional.empty();
  }

  private static Optional<WideLayer> reference(WidePlace at) {
    return Optional.of(new WideReference(at.index(), at.reference(), at.in(), at.out()));
  }
}
