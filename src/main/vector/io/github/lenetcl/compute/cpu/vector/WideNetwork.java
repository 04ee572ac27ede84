package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.cpu.blocks.BatchProducts;
import io.github.lenetcl.compute.cpu.blocks.Block;
import io.github.lenetcl.compute.cpu.blocks.BlockNetwork;
import io.github.lenetcl.compute.cpu.blocks.JointPasses;
import io.github.lenetcl.compute.cpu.blocks.NormalizedPasses;
import io.github.lenetcl.compute.cpu.blocks.Workers;
import io.github.lenetcl.compute.cpu.reference.BatchStatistics;
import io.github.lenetcl.compute.cpu.reference.LayerOperations;
import io.github.lenetcl.compute.cpu.reference.PassDraws;
import io.github.lenetcl.network.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Any network over blocks of as many samples as a vector has lanes. */
final class WideNetwork implements BlockNetwork {

  private final PlanSpec spec;
  private final BatchStatistics statistics;
  private final List<Shape> shapes = new ArrayList<>();
  private final boolean[] inPlace;
  private final List<WideLayer> layers = new ArrayList<>();

  /** The first layer with parameters, or the number of layers. */
  private final int lowest;

  private final List<WideConnection> connections = new ArrayList<>();

  /**
   * Chooses what runs each layer.
   *
   * @param parameters the plan's parameters, for operations that need them in every pass
   * @param statistics the plan's, for batch normalisation
   */
  WideNetwork(PlanSpec spec, float[] parameters, BatchStatistics statistics) {
    this.spec = spec;
    this.statistics = statistics;
    shapes.add(spec.input());
    shapes.addAll(spec.network().shapesFor(spec.input()));
    LayerOperations making =
        new LayerOperations(spec.network(), new PassDraws(), parameters, statistics);
    inPlace = new boolean[shapes.size() - 1];
    lowest =
        IntStream.range(0, inPlace.length)
            .filter(i -> !spec.network().parametersOf(i).isEmpty())
            .findFirst()
            .orElse(inPlace.length);
    for (int i = 0; i < inPlace.length; i++) {
      inPlace[i] = making.inPlace(i);
      WidePlace place =
          new WidePlace(i, shapes.get(i), shapes.get(i + 1), connections.size(), making);
      WideLayer made = WideTable.first(place);
      layers.add(made);
      if (made instanceof WideConnection connection) {
        connections.add(connection);
      }
    }
  }

  @Override
  public int lanes() {
    return WideBlock.LANES;
  }

  @Override
  public List<String> implementations() {
    return layers.stream().map(WideLayer::name).toList();
  }

  @Override
  public Optional<BatchProducts> products(int blocks) {
    return connections.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new WideProducts(List.copyOf(connections), blocks, spec.network().parameterCount()));
  }

  @Override
  public Block block(boolean backward, Optional<BatchProducts> products) {
    return new WideBlock(
        layers,
        lowest,
        shapes,
        inPlace,
        backward,
        products.map(WideProducts.class::cast),
        spec.guarded());
  }

  /** Where the first layers have parameters too, their values would leave the cache meanwhile. */
  @Override
  public Optional<JointPasses> joint(Workers workers) {
    if (!statistics.indices().isEmpty()) {
      return Optional.of(new NormalizedPasses(statistics, layers.size(), workers));
    }
    return lowest < layers.size() && WideJointPasses.isShared(layers.get(lowest))
        ? Optional.of(new WideJointPasses(layers, lowest, workers))
        : Optional.empty();
  }

  @Override
  public void prepare(float[] w) {
    layers.forEach(layer -> layer.prepare(w));
  }
}
