package io.github.lenetcl.compute.opencl.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.Accumulation;
import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.DeviceException;
import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.Pending;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.compute.opencl.OpenClForTests;
import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.UpdateRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every OpenCL object is given back, whatever was left open. */
class HandlesTest {

  private static final Loss LOSS = new Loss.MaximumAPosteriori(1, 1);
  private static final UpdateRule RULE = new UpdateRule.GradientDescent(0.1f);
  private static final Network NETWORK =
      new Network(
          new Shape(1, 1, 1),
          List.of(
              new FullConnection("full", 1, 2),
              new RadialBasis("RBF", new Centers(new float[][] {{1, -1}, {-1, 1}}))));

  private static GreyImages images() {
    return new GreyImages(1, 1, new byte[] {0, 50, 100, 127, -1}, new int[] {0, 1, 0, 1, 1});
  }

  @Test
  void noneIsLeftAfterTrainingAndClosing() {
    long before = ClHandle.live();
    Pending<Tally> last;
    try (Backend backend = OpenClForTests.open();
        ResidentImages images = backend.load(images(), Scaling.unit());
        Plan plan = backend.plan(PlanSpec.training(NETWORK, 2))) {
      assertTrue(ClHandle.live() > before + 10);
      Source.Samples samples = Source.Samples.all(images);
      plan.train(LOSS, RULE, samples, 2).await();
      plan.evaluate(LOSS, samples).await();
      plan.forward(samples.part(1, 2));
      plan.seed(LOSS, samples.part(1, 2), 1);
      plan.backward(Accumulation.ADD);
      plan.inputGradient();
      last = plan.train(LOSS, RULE, new Source.Samples(images, new int[300]), 1);
    }
    assertEquals(before, ClHandle.live());
    assertEquals(300, last.await().samples(), "a result outlives its plan");
    assertTrue(last.isDone());
  }

  @Test
  void theBackendClosesWhatItMade() {
    long before = ClHandle.live();
    Backend backend = OpenClForTests.open();
    ResidentImages images = backend.load(images(), Scaling.unit());
    Plan plan = backend.plan(PlanSpec.training(NETWORK, 2));
    Pending<Tally> tally = plan.evaluate(LOSS, Source.Samples.all(images));
    backend.close();
    assertEquals(before, ClHandle.live());
    assertEquals(5, tally.await().samples());
    plan.close();
    images.close();
    backend.close();
    assertEquals(before, ClHandle.live());
    assertThrows(IllegalStateException.class, () -> plan.update(RULE));
    assertThrows(IllegalStateException.class, () -> backend.plan(plan.spec()));
  }

  @Test
  void noneIsLeftAfterABufferThatDoesNotFit() {
    long before = ClHandle.live();
    try (Backend backend = OpenClForTests.open();
        ClContext context = new ClContext(ClDevices.find(backend.device()))) {
      long size = context.device().maxAllocation() + 1;
      DeviceException e =
          assertThrows(DeviceException.class, () -> ClBuffer.create(context, "C1 outputs", size));
      assertTrue(e.getMessage().contains(backend.device().id()), e.getMessage());
      assertTrue(e.getMessage().contains("C1 outputs, " + size + " bytes"), e.getMessage());
      assertTrue(e.getMessage().contains("use a smaller batch"), e.getMessage());
    }
    assertEquals(before, ClHandle.live());
  }
}
