package io.github.lenetcl.compute.opencl.whole;

import io.github.lenetcl.compute.Draws;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.Lazy;
import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Shape;
import java.util.List;
import java.util.Optional;

/**
 * The first layers of a network that has a layer without a body, or is too large, at once: from
 * that layer on it goes layer by layer. Derivatives come back to where that layer began.
 */
public final class Head {

  /** Few samples leave most lanes idle, and all layers one by one cost no more. */
  private static final int FEWEST = RowNetwork.FEW + 1;

  /** What all blocks have together, which keep their values until derivatives come back. */
  private static final long MOST_BYTES = 256L << 20;

  private final PlanParts parts;
  private final int layers;
  private final LaneKernels lanes;
  private final ClKernel forward;
  private final Lazy<ClKernel> backward;
  private final Lazy<GroupSums> sums;

  private Head(PlanParts parts, Network first) {
    this.parts = parts;
    layers = first.layers().size();
    lanes = LaneKernels.withRoomForAll(parts, first);
    forward = lanes.kernel("head.cl", "lanes_head_forward");
    backward = new Lazy<>(() -> lanes.kernel("head.cl", "lanes_head_backward"));
    sums = new Lazy<>(() -> new GroupSums(parts, lanes, first.parameterCount()));
  }

  /** Returns the kernels for a plan's first layers, if it is worth while. */
  static Optional<Head> of(PlanParts parts) {
    PlanSpec spec = parts.spec();
    int lanes = LaneKernels.lanes(parts.workspace().queue().context().device(), spec.capacity());
    return first(spec, lanes).map(first -> new Head(parts, first));
  }

  /** Returns the first layers that can go at once: the most of them that have weights. */
  static Optional<Network> first(PlanSpec spec, int lanes) {
    List<Layer> all = spec.network().layers();
    for (int count = all.size() - 1; count > 0; count--) {
      boolean whole = !(all.get(count) instanceof Activation);
      if (whole && fits(spec, all.subList(0, count), lanes)) {
        return Optional.of(new Network(spec.input(), all.subList(0, count)));
      }
    }
    return Optional.empty();
  }

  private static boolean fits(PlanSpec spec, List<Layer> layers, int lanes) {
    if (spec.capacity() < FEWEST || Stages.missing(layers).isPresent()) {
      return false;
    }
    Network first = new Network(spec.input(), layers);
    Shape input = spec.input();
    if (first.parameterCount() == 0) {
      return false;
    }
    long room = NetworkText.room(first, input, lanes);
    return room <= NetworkText.MOST_ROOM
        && (room * spec.capacity() + lanes) * Float.BYTES <= MOST_BYTES;
  }

  /** Returns the number of layers. */
  public int layers() {
    return layers;
  }

  /** Returns whether a batch goes this way. */
  public boolean takes(int samples) {
    return samples >= FEWEST;
  }

  /**
   * Computes what the last of the layers gives, and leaves the values in their blocks.
   *
   * @param draws what is drawn
   * @param position the first sample's place in the order
   * @param samples the number of samples
   * @param inputs their inputs
   * @param outputs where they go
   */
  public void forward(Draws draws, int position, int samples, ClBuffer inputs, ClBuffer outputs) {
    forward.launchFor(
        Math.min(lanes.most(), lanes.blocks(samples)),
        inputs,
        samples,
        parts.vectors().get(Vector.PARAMETERS),
        lanes.centers(),
        draws.on() ? parts.results().order() : inputs, // read where there are draws
        position,
        draws.on() ? 1 : 0,
        draws.key(),
        lanes.values(),
        outputs);
  }

  /**
   * Computes the layers' part of the gradient after the pass forward of the same samples.
   *
   * @param derivatives by the weighted sums of the last layer
   */
  public void backward(Draws draws, int position, int samples, ClBuffer derivatives) {
    backward
        .get()
        .launchFor(
            sums.get().groups(samples),
            derivatives,
            samples,
            parts.vectors().get(Vector.PARAMETERS),
            lanes.centers(),
            parts.results().order(),
            position,
            draws.on() ? 1 : 0,
            draws.key(),
            lanes.values(),
            sums.get().groups(samples),
            sums.get().of(samples));
    sums.get().add(samples);
  }
}
