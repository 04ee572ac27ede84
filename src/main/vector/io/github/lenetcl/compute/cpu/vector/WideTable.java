package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.compute.cpu.blocks.LaneLayer;
import io.github.lenetcl.compute.cpu.blocks.LanePlace;
import io.github.lenetcl.compute.cpu.blocks.WindowFactors;
import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.BatchNormalization;
import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Dropout;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Pointwise;
import io.github.lenetcl.network.Pooling;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Softmax;
import io.github.lenetcl.network.Subsampling;
import io.github.lenetcl.network.Window;
import java.util.List;
import java.util.Optional;

/**
 * The ordered table of implementations: the first line that accepts a layer runs it, and the last,
 * the reference, accepts everything.
 */
final class WideTable {

  static final List<LanePlace.Line> LINES =
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
          WideTable::normalization,
          LanePlace::flattening,
          WideTable::softmax,
          LanePlace::anything);

  private WideTable() {}

  /** Full connections at one position, and convolutions whose kernels cover the input (C5). */
  private static Optional<LaneLayer> connection(LanePlace at) {
    return at.isConnection()
        ? Optional.of(
            new WideConnection(
                at.index(),
                at.connections(),
                at.in().size(),
                at.out().maps(),
                at.first(),
                at.second(),
                at.training()))
        : Optional.empty();
  }

  /** Convolutions, and full connections at many positions, which are convolutions of 1×1. */
  private static Optional<LaneLayer> convolution(LanePlace at) {
    if (at.layer() instanceof Convolution convolution) {
      return Optional.of(convolution(at, convolution.window(), convolution.table()));
    }
    if (at.layer() instanceof FullConnection full) {
      return Optional.of(
          convolution(at, Window.of(1), ConnectionTable.full(full.inputs(), full.outputs())));
    }
    return Optional.empty();
  }

  private static LaneLayer convolution(LanePlace at, Window window, ConnectionTable table) {
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

  private static Optional<LaneLayer> subsampling(LanePlace at) {
    return at.layer() instanceof Subsampling layer
        ? Optional.of(
            new WideSumPooling(
                at.index(),
                layer.window(),
                at.in(),
                at.out(),
                WindowFactors.parameters(at.first(), at.second().getAsInt())))
        : Optional.empty();
  }

  private static Optional<LaneLayer> averagePooling(LanePlace at) {
    return at.layer() instanceof Pooling layer && layer.kind() == Pooling.Kind.AVERAGE
        ? Optional.of(
            new WideSumPooling(
                at.index(),
                layer.window(),
                at.in(),
                at.out(),
                WindowFactors.means(layer.window().area())))
        : Optional.empty();
  }

  private static Optional<LaneLayer> maxPooling(LanePlace at) {
    return at.layer() instanceof Pooling layer && layer.kind() == Pooling.Kind.MAX
        ? Optional.of(new WideMaxPooling(at.index(), layer.window(), at.in(), at.out()))
        : Optional.empty();
  }

  private static Optional<LaneLayer> activation(LanePlace at) {
    return at.layer() instanceof Activation layer && SimdFunctions.has(layer.function())
        ? Optional.of(new WideActivation(layer.function(), at.index(), at.in().size()))
        : Optional.empty();
  }

  private static Optional<LaneLayer> pointwise(LanePlace at) {
    return at.layer() instanceof Pointwise layer
        ? Optional.of(
            new WidePointwise(layer.function(), layer.alpha(), at.index(), at.in().size()))
        : Optional.empty();
  }

  private static Optional<LaneLayer> radialBasis(LanePlace at) {
    return at.layer() instanceof RadialBasis layer && !layer.trainable()
        ? Optional.of(new WideRadialBasis(at.index(), layer.centers(), at.in().area()))
        : Optional.empty();
  }

  private static Optional<LaneLayer> dropout(LanePlace at) {
    return at.layer() instanceof Dropout layer
        ? Optional.of(new WideDropout(at.index(), layer, at.in().size()))
        : Optional.empty();
  }

  private static Optional<LaneLayer> normalization(LanePlace at) {
    return at.layer() instanceof BatchNormalization
        ? Optional.of(
            new WideNormalization(
                at.index(), at.reference().statistics().of(at.index()), at.in().area()))
        : Optional.empty();
  }

  private static Optional<LaneLayer> softmax(LanePlace at) {
    return at.layer() instanceof Softmax
        ? Optional.of(new WideSoftmax(at.index(), at.in().maps(), at.in().area()))
        : Optional.empty();
  }
}
