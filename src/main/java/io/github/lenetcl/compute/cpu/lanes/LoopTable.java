package io.github.lenetcl.compute.cpu.lanes;

import static io.github.lenetcl.compute.cpu.lanes.LaneLoops.LANES;

import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.cpu.blocks.BlockNetwork;
import io.github.lenetcl.compute.cpu.blocks.BlockPlan;
import io.github.lenetcl.compute.cpu.blocks.LaneLayer;
import io.github.lenetcl.compute.cpu.blocks.LaneNetwork;
import io.github.lenetcl.compute.cpu.blocks.LanePlace;
import io.github.lenetcl.compute.cpu.blocks.ReferenceNetwork;
import io.github.lenetcl.compute.cpu.blocks.WindowFactors;
import io.github.lenetcl.compute.cpu.blocks.Workers;
import io.github.lenetcl.compute.cpu.reference.BatchStatistics;
import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.BatchNormalization;
import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Pointwise;
import io.github.lenetcl.network.Pooling;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Subsampling;
import io.github.lenetcl.network.Window;
import java.util.List;
import java.util.Optional;

/**
 * The ordered table of plain loops over samples side by side, for a Java without the module of the
 * Vector API.
 */
public final class LoopTable {

  /** What an implementation in plain loops over a block is called. */
  static final String NAME = "plain loops, samples side by side";

  /** With fewer samples the reference takes less time. */
  private static final int LEAST = 8;

  private static final List<LanePlace.Line> LINES =
      List.of(
          LoopTable::connection,
          LoopTable::convolution,
          LoopTable::subsampling,
          LoopTable::pooling,
          LoopTable::points,
          LoopTable::normalization,
          LanePlace::flattening,
          LanePlace::anything);

  private LoopTable() {}

  /** Returns a plan. */
  public static Plan plan(PlanSpec spec, Workers workers) {
    BlockPlan.Networks networks =
        new BlockPlan.Networks() {
          @Override
          public BlockNetwork wide(float[] parameters, BatchStatistics statistics) {
            return new LaneNetwork(spec, parameters, statistics, LANES, LINES);
          }

          @Override
          public Optional<BlockNetwork> single(float[] parameters, BatchStatistics statistics) {
            return Optional.of(new ReferenceNetwork(spec, parameters, statistics));
          }
        };
    return new BlockPlan(spec, workers, networks, LEAST, 0);
  }

  private static Optional<LaneLayer> connection(LanePlace at) {
    return at.isConnection()
        ? Optional.of(
            new LoopConnection(
                at.index(), at.in().size(), at.out().maps(), at.first(), at.second()))
        : Optional.empty();
  }

  private static Optional<LaneLayer> convolution(LanePlace at) {
    if (at.layer() instanceof Convolution layer) {
      return Optional.of(convolution(at, layer.window(), layer.table()));
    }
    if (at.layer() instanceof FullConnection layer) {
      ConnectionTable all = ConnectionTable.full(layer.inputs(), layer.outputs());
      return Optional.of(convolution(at, Window.of(1), all));
    }
    return Optional.empty();
  }

  private static LaneLayer convolution(LanePlace at, Window window, ConnectionTable table) {
    return new LoopConvolution(
        at.index(), window, table, at.in(), at.out(), at.first(), at.second());
  }

  private static Optional<LaneLayer> subsampling(LanePlace at) {
    return at.layer() instanceof Subsampling layer
            && LoopSumPooling.accepts(layer.window(), at.in())
        ? Optional.of(
            new LoopSumPooling(
                at.index(),
                layer.window(),
                at.in(),
                at.out(),
                WindowFactors.parameters(at.first(), at.second().getAsInt())))
        : Optional.empty();
  }

  private static Optional<LaneLayer> pooling(LanePlace at) {
    if (!(at.layer() instanceof Pooling layer)) {
      return Optional.empty();
    }
    return switch (layer.kind()) {
      case AVERAGE, PADDED_AVERAGE -> means(at, layer);
      case MAX -> Optional.of(new LoopMaxPooling(at.index(), layer.window(), at.in(), at.out()));
      case STOCHASTIC -> Optional.empty();
    };
  }

  private static Optional<LaneLayer> means(LanePlace at, Pooling layer) {
    Window window = layer.window();
    WindowFactors factors = WindowFactors.means(layer);
    return LoopSumPooling.accepts(window, at.in())
        ? Optional.of(new LoopSumPooling(at.index(), window, at.in(), at.out(), factors))
        : Optional.empty();
  }

  private static Optional<LaneLayer> normalization(LanePlace at) {
    return at.layer() instanceof BatchNormalization
        ? Optional.of(
            new LoopNormalization(
                at.index(), at.reference().statistics().of(at.index()), at.in().area()))
        : Optional.empty();
  }

  private static Optional<LaneLayer> points(LanePlace at) {
    Shape all = new Shape(Math.multiplyExact(at.in().size(), LANES), 1, 1);
    return at.layer() instanceof Activation || at.layer() instanceof Pointwise
        ? Optional.of(new LoopPoints(at.index(), at.reference().of(at.index(), all)))
        : Optional.empty();
  }
}
