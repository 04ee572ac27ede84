package io.github.lenetcl.compute.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.cpu.blocks.ReferenceNetwork;
import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.Architectures;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Padding;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One unfamiliar layer must not take the others with it. */
class ImplementationsTest {

  private static List<String> of(Backend backend, Network network) {
    try (backend;
        Plan plan = backend.plan(PlanSpec.training(network, 32))) {
      assertEquals(network.layers().size(), plan.implementations().size());
      return plan.implementations();
    }
  }

  @Test
  void noLayerOfTheUsualNetworksIsLeftToTheReference() {
    for (Network network :
        List.of(Network.lenet5(), Architectures.keras(10), Architectures.perceptron(10))) {
      List<String> all = of(VectorCpuForTests.open(2), network);
      assertFalse(all.contains(ReferenceNetwork.NAME), all.toString());
    }
  }

  @Test
  void anUnfamiliarLayerAloneIsLeftToTheReference() {
    Network network =
        Network.input(9, 9, 2)
            .conv(3, 3, Padding.SAME, ActivationFunction.RELU)
            .locallyConnected(2, 3)
            .flatten()
            .dense(4)
            .softmax()
            .build();
    List<String> all = of(VectorCpuForTests.open(2), network);
    assertEquals(1, all.stream().filter(ReferenceNetwork.NAME::equals).count(), all.toString());
  }

  @Test
  void thePlainBackendIsTheReference() {
    List<String> all = of(CpuBackend.plain(1), Network.lenet5());
    assertEquals(1, all.stream().distinct().count());
    assertEquals(ReferenceNetwork.NAME, all.get(0));
  }
}
