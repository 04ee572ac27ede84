package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.cpu.blocks.BatchProducts;
import io.github.lenetcl.compute.cpu.blocks.Block;
import io.github.lenetcl.compute.cpu.blocks.JointPasses;
import io.github.lenetcl.compute.cpu.blocks.LaneLayer;
import io.github.lenetcl.compute.cpu.blocks.LaneNetwork;
import io.github.lenetcl.compute.cpu.blocks.Workers;
import io.github.lenetcl.compute.cpu.reference.BatchStatistics;
import java.util.List;
import java.util.Optional;

/** Any network over blocks of as many samples as a vector has lanes. */
final class WideNetwork extends LaneNetwork {

  private final boolean training;
  private final int parameters;
  private final List<WideConnection> connections;
  private final List<LaneLayer> passing;

  /**
   * Chooses what runs each layer.
   *
   * @param parameters the plan's parameters, for operations that need them in every pass
   * @param statistics the plan's, for batch normalisation
   */
  WideNetwork(PlanSpec spec, float[] parameters, BatchStatistics statistics) {
    super(spec, parameters, statistics, Wide.LANES, WideTable.LINES);
    training = spec.training();
    this.parameters = spec.network().parameterCount();
    passing = training ? layers() : WideBands.of(layers());
    connections =
        layers().stream()
            .filter(WideConnection.class::isInstance)
            .map(WideConnection.class::cast)
            .toList();
  }

  @Override
  protected List<LaneLayer> passingLayers() {
    return passing;
  }

  @Override
  public Optional<BatchProducts> products(int blocks) {
    return connections.isEmpty()
        ? Optional.empty()
        : Optional.of(new WideProducts(connections, blocks, parameters));
  }

  /** What a shared connection reads and gives stays until it has taken all blocks. */
  @Override
  public List<Block> together(JointPasses joint) {
    boolean[] apart = new boolean[layers().size() + 1];
    for (int i = 0; i < layers().size(); i++) {
      boolean shared = WideJointPasses.isShared(layers().get(i));
      apart[i] |= shared;
      apart[i + 1] |= shared;
    }
    return together(joint.together(), apart);
  }

  /**
   * Where the first layers of a network have parameters too, a training pass would lose their
   * values from the cache meanwhile; an inference shares their arrays.
   */
  @Override
  public Optional<JointPasses> joint(Workers workers) {
    Optional<JointPasses> normalized = super.joint(workers);
    boolean first = lowest() < layers().size() && WideJointPasses.isShared(layers().get(lowest()));
    boolean some = !training && layers().stream().anyMatch(WideJointPasses::isShared);
    return normalized.isEmpty() && (first || some)
        ? Optional.of(new WideJointPasses(layers(), lowest(), workers))
        : normalized;
  }
}
