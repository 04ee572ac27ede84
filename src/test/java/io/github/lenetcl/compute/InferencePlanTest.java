package io.github.lenetcl.compute;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.Architectures;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.NetworkBuilder;
import io.github.lenetcl.network.Padding;
import io.github.lenetcl.network.Pooling;
import io.github.lenetcl.network.Window;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A plan for inference may keep the last layer's values alone and use its memory again: what it
 * gives is what a plan for training gives, for every layer, whenever it is asked.
 */
class InferencePlanTest {

  /** More than a few blocks, not all of them full, and not in pairs. */
  private static final int SAMPLES = 16 * 8 + 3;

  private static Stream<Network> networks() {
    return Stream.of(Network.lenet5(), Architectures.perceptron(10), Architectures.keras(10));
  }

  /** What outgrows a CPU's nearest caches, and other windows; OpenCL's tests have their own. */
  private static Stream<Network> forCpus() {
    return Stream.of(
        manyValues().maxPool(2).flatten().dense(10).softmax().build(),
        manyValues().maxPool(3, 2).flatten().dense(10).build(),
        Network.input(28, 28, 1)
            .conv(19, 5, Padding.SAME, ActivationFunction.LINEAR)
            .averagePool(3)
            .activation(ActivationFunction.TANH)
            .flatten()
            .dense(10)
            .build(),
        Network.input(21, 27, 1)
            .conv(24, 2, ActivationFunction.TANH)
            .pool(Pooling.Kind.MAX, new Window(3, 2, 3, 2, Padding.SAME))
            .flatten()
            .dense(10)
            .build());
  }

  /** Convolutions that give more than the nearest caches hold. */
  private static NetworkBuilder manyValues() {
    return Network.input(28, 28, 1)
        .conv(17, 3, ActivationFunction.RELU)
        .conv(24, 3, ActivationFunction.RELU);
  }

  private static float[] random(int length, int seed) {
    Random random = new Random(seed);
    float[] values = new float[length];
    for (int k = 0; k < length; k++) {
      values[k] = 0.1f * random.nextFloat() - 0.05f;
    }
    return values;
  }

  @ParameterizedTest
  @EnumSource
  void itGivesWhatAPlanForTrainingGives(PlanContractTest.Place place) {
    try (Backend backend = place.open()) {
      Stream.concat(networks(), place.exact() ? forCpus() : Stream.empty())
          .forEach(network -> compare(backend, network, place.exact() ? 0 : 1e-6f));
    }
  }

  private static void compare(Backend backend, Network network, float relative) {
    int layers = network.layers().size();
    float[] w = random(network.parameterCount(), 1);
    Source inputs = new Source.Inputs(random(SAMPLES * network.input().size(), 2), SAMPLES);
    try (Plan training = backend.plan(PlanSpec.training(network, SAMPLES));
        Plan inference = backend.plan(PlanSpec.inference(network, SAMPLES))) {
      training.write(Vector.PARAMETERS, w);
      training.forward(inputs);
      inference.write(Vector.PARAMETERS, w);
      inference.forward(inputs);
      assertClose(training.outputs(), inference.outputs(), relative, "outputs");
      for (int layer = 0; layer < layers; layer++) {
        String name = network.layers().get(layer).name();
        assertClose(training.output(layer), inference.output(layer), relative, name);
      }

      inference.forward(inputs);
      inference.write(Vector.PARAMETERS, random(w.length, 3));
      assertClose(training.output(1), inference.output(1), relative, "as they were");
      assertClose(training.outputs(), inference.outputs(), relative, "as they were");

      training.write(Vector.PARAMETERS, random(w.length, 3));
      training.forward(inputs);
      inference.forward(inputs);
      assertClose(training.outputs(), inference.outputs(), relative, "other parameters");
    }
  }

  private static void assertClose(float[] wanted, float[] found, float relative, String what) {
    assertEquals(wanted.length, found.length);
    for (int k = 0; k < wanted.length; k++) {
      assertEquals(wanted[k], found[k], relative * (1 + Math.abs(wanted[k])), what);
    }
  }
}
