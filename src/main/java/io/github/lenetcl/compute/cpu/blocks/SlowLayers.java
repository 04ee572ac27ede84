package io.github.lenetcl.compute.cpu.blocks;

import io.github.lenetcl.network.Network;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Says once which layers of a network that is trained the reference runs. */
public final class SlowLayers {

  private static final System.Logger LOG = System.getLogger(SlowLayers.class.getName());
  private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

  /** A layer with a smaller part of the network's connections takes little time anyhow. */
  private static final double LEAST_PART = 0.02;

  private SlowLayers() {}

  /** Says it, if there are any that have weight. */
  public static void tell(Network network, List<String> implementations) {
    String names =
        IntStream.range(0, implementations.size())
            .filter(i -> implementations.get(i).equals(ReferenceNetwork.NAME))
            .filter(i -> connections(network, i) > LEAST_PART * network.connections())
            .mapToObj(i -> network.layers().get(i).name())
            .collect(Collectors.joining(", "));
    if (!names.isEmpty() && TOLD.add(names)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "plain loops, sample by sample, run "
              + names
              + ": there is nothing faster for such layers here; 'lenet info NET --device cpu'"
              + " tells what runs each");
    }
  }

  private static long connections(Network network, int layer) {
    return network.layers().get(layer).connections(network.inputOf(layer));
  }
}
