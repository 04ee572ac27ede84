package io.github.lenetcl.compute.cpu.blocks;

import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.cpu.reference.BatchStatistics;
import io.github.lenetcl.compute.cpu.reference.LayerOperations;
import io.github.lenetcl.compute.cpu.reference.PassDraws;
import io.github.lenetcl.network.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Any network over blocks of samples side by side, its layers run by the lines of a table. */
public class LaneNetwork implements BlockNetwork {

  private final PlanSpec spec;
  private final BatchStatistics statistics;
  private final int lanes;
  private final List<Shape> shapes = new ArrayList<>();
  private final boolean[] inPlace;
  private final List<LaneLayer> layers = new ArrayList<>();
  private final int lowest;

  /**
   * Chooses what runs each layer.
   *
   * @param parameters the plan's parameters, for operations that need them in every pass
   * @param statistics the plan's, for batch normalisation
   * @param lanes samples of a block
   * @param table the first line that accepts a layer runs it; the last one accepts everything
   */
  public LaneNetwork(
      PlanSpec spec,
      float[] parameters,
      BatchStatistics statistics,
      int lanes,
      List<LanePlace.Line> table) {
    this.spec = spec;
    this.statistics = statistics;
    this.lanes = lanes;
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
    int connections = 0;
    for (int i = 0; i < inPlace.length; i++) {
      inPlace[i] = making.inPlace(i);
      LanePlace place =
          new LanePlace(
              i, shapes.get(i), shapes.get(i + 1), lanes, connections, spec.training(), making);
      layers.add(place.first(table));
      connections += place.isConnection() ? 1 : 0;
    }
  }

  /** Returns what runs each layer. */
  protected List<LaneLayer> layers() {
    return layers;
  }

  /** Returns the first layer with parameters, or the number of layers. */
  protected int lowest() {
    return lowest;
  }

  @Override
  public Optional<JointPasses> joint(Workers workers) {
    return statistics.indices().isEmpty()
        ? Optional.empty()
        : Optional.of(new NormalizedPasses(statistics, layers.size(), workers));
  }

  @Override
  public int lanes() {
    return lanes;
  }

  @Override
  public List<String> implementations() {
    return layers.stream().map(LaneLayer::name).toList();
  }

  @Override
  public Block block(boolean backward, Optional<BatchProducts> products) {
    return new LaneBlock(
        lanes, layers, lowest, shapes, inPlace, backward, products, spec.guarded());
  }

  /** Returns the layers as an inference runs them that asks for none of the values between. */
  protected List<LaneLayer> passingLayers() {
    return layers;
  }

  @Override
  public Block passing() {
    return passingBlock();
  }

  private LaneBlock passingBlock() {
    return new LaneBlock(
        lanes, passingLayers(), lowest, shapes, inPlace, false, Optional.empty(), spec.guarded());
  }

  /**
   * Makes blocks without backward passes that share what they do not keep for each other.
   *
   * @param kept for each boundary between layers whether every block has values of its own there
   */
  protected List<Block> together(int count, boolean[] kept) {
    boolean[] own = kept.clone();
    for (int i = 1; i < own.length; i++) {
      own[i] |= inPlace[i - 1] && own[i - 1];
    }
    for (int i = own.length - 1; i > 0; i--) {
      own[i - 1] |= inPlace[i - 1] && own[i];
    }
    LaneBlock first = passingBlock();
    List<Block> blocks = new ArrayList<>(List.of(first));
    while (blocks.size() < count) {
      blocks.add(new LaneBlock(first, own));
    }
    return blocks;
  }

  @Override
  public void prepare(float[] w) {
    layers.forEach(layer -> layer.prepare(w));
  }
}
