package io.github.lenetcl.compute.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.lenetcl.compute.Accumulation;
import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.network.Distortion;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.UpdateRule;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the CPU computes does not depend, in any bit, on the number of threads. */
class ThreadsTest {

  private static final int SAMPLES = 77;
  private static final Loss LOSS = new Loss.MaximumAPosteriori(1, 0.05f);

  private record Numbers(
      float[] outputs, float[] inputGradient, float[] curvature, Tally tally, float[] parameters) {}

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 64})
  void plainResultsAreTheSame(int threads) {
    requireEqual(compute(CpuBackend.plain(1)), compute(CpuBackend.plain(threads)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 64})
  void laneResultsAreTheSame(int threads) {
    requireEqual(compute(CpuBackend.lanes(1)), compute(CpuBackend.lanes(threads)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 64})
  void vectorResultsAreTheSame(int threads) {
    requireEqual(compute(VectorCpuForTests.open(1)), compute(VectorCpuForTests.open(threads)));
  }

  private static void requireEqual(Numbers one, Numbers many) {
    assertArrayEquals(one.outputs(), many.outputs());
    assertArrayEquals(one.inputGradient(), many.inputGradient());
    assertArrayEquals(one.curvature(), many.curvature());
    assertEquals(one.tally(), many.tally());
    assertArrayEquals(one.parameters(), many.parameters());
  }

  @Test
  void thereIsAtLeastOne() {
    assertThrows(IllegalArgumentException.class, () -> new CpuBackend(0));
  }

  private static Numbers compute(CpuBackend backend) {
    Network network = Network.lenet5();
    try (backend;
        var images = backend.load(images(), Scaling.paper());
        Plan plan = backend.plan(PlanSpec.training(network, SAMPLES))) {
      Source.Samples all = Source.Samples.all(images);
      SplittableRandom random = new SplittableRandom(5);
      float[] w = new float[network.parameterCount()];
      for (int k = 0; k < w.length; k++) {
        w[k] = (float) random.nextDouble(-0.1, 0.1);
      }
      plan.write(Vector.PARAMETERS, w);
      plan.forward(all);
      float[] outputs = plan.outputs();
      plan.seed(LOSS, all, 1f / SAMPLES);
      plan.backward(Accumulation.REPLACE);
      float[] inputGradient = plan.inputGradient();
      plan.curvature(Accumulation.REPLACE);
      float[] curvature = plan.read(Vector.CURVATURE);
      UpdateRule rule = new UpdateRule.LevenbergMarquardt(0.0005f, 0.02f);
      Source.Samples distorted = all.distorted(Distortion.paper().withElastic(34, 4), 3);
      Tally tally = plan.train(LOSS, rule, distorted, 10).await();
      return new Numbers(outputs, inputGradient, curvature, tally, plan.read(Vector.PARAMETERS));
    }
  }

  private static GreyImages images() {
    byte[] pixels = new byte[SAMPLES * 28 * 28];
    SplittableRandom random = new SplittableRandom(7);
    random.nextBytes(pixels);
    return new GreyImages(28, 28, pixels, random.ints(SAMPLES, 0, 10).toArray());
  }
}
