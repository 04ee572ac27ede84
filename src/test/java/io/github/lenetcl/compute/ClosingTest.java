package io.github.lenetcl.compute;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.cpu.CpuBackend;
import io.github.lenetcl.compute.cpu.VectorCpuForTests;
import io.github.lenetcl.compute.opencl.OpenClForTests;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.UpdateRule;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is closed while sixteen threads use it ends none of them, but with one exception. */
@Timeout(600) // five rounds on a busy machine; what hangs is found by the limits within
class ClosingTest {

  private static final Network LENET = Network.lenet5();
  private static final Loss LOSS = new Loss.MaximumAPosteriori(1, 0.1f);
  private static final UpdateRule RULE = new UpdateRule.GradientDescent(0.001f);
  private static final int THREADS = 16;
  private static final int ROUNDS = Integer.getInteger("lenet.rounds", 1);

  @Test
  void ofPlainLoops() throws Exception {
    check(() -> CpuBackend.plain(2));
  }

  @Test
  void ofLanes() throws Exception {
    check(() -> CpuBackend.lanes(2));
  }

  @Test
  void ofVectorInstructions() throws Exception {
    check(VectorCpuForTests::open);
  }

  @Test
  void ofAnOpenClDevice() throws Exception {
    check(OpenClForTests::open);
  }

  @Test
  void ofAnOpenClDeviceLayerByLayer() throws Exception {
    check(OpenClForTests::openGeneral);
  }

  private static void check(Supplier<? extends Backend> open) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      closeInUse(open.get(), "the backend is closed", true);
      closeInUse(open.get(), "the plan is closed", false);
    }
    refusesLateCallers(open.get());
  }

  /** Half of the threads share a plan, half make plans and load images of their own. */
  private static void closeInUse(Backend backend, String refusal, boolean all) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (backend) {
      ResidentImages images = backend.load(digits(), Scaling.paper());
      Plan shared = backend.plan(PlanSpec.training(LENET, 8));
      CountDownLatch busy = new CountDownLatch(THREADS);
      List<Future<String>> ends = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        boolean sharing = thread % 2 == 0 || !all;
        ends.add(
            threads.submit(() -> untilRefused(busy, () -> use(backend, sharing, shared, images))));
      }
      for (int waited = 0; !busy.await(1, TimeUnit.SECONDS); waited++) {
        assertTrue(waited < 60, "the threads are not all at work");
        for (Future<String> end : ends) {
          assertTrue(!end.isDone(), () -> "ended too early: " + end);
        }
      }
      if (all) {
        backend.close();
      } else {
        shared.close();
      }
      for (Future<String> end : ends) {
        assertEquals(refusal, end.get(60, TimeUnit.SECONDS));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static String untilRefused(CountDownLatch busy, Runnable work) {
    boolean counted = false;
    while (true) {
      try {
        work.run();
      } catch (IllegalStateException e) {
        return e.getMessage();
      }
      if (!counted) {
        counted = true;
        busy.countDown();
      }
    }
  }

  private static void use(Backend backend, boolean sharing, Plan shared, ResidentImages images) {
    if (sharing) {
      work(shared, images);
      return;
    }
    try (ResidentImages own = backend.load(digits(), Scaling.paper());
        Plan plan = backend.plan(PlanSpec.training(LENET, 8))) {
      work(plan, own);
    }
  }

  private static void work(Plan plan, ResidentImages images) {
    Pending<Tally> tally = plan.train(LOSS, RULE, Source.Samples.all(images), 8);
    tally.isDone();
    plan.evaluate(LOSS, Source.Samples.all(images)).await();
    assertEquals(32, tally.await().samples());
    plan.read(Vector.PARAMETERS);
  }

  private static void refusesLateCallers(Backend backend) {
    ResidentImages gone = backend.load(digits(), Scaling.paper());
    ResidentImages images = backend.load(digits(), Scaling.paper());
    Plan plan = backend.plan(PlanSpec.training(LENET, 8));
    Probe probe = backend.probe();
    Source.Samples samples = Source.Samples.all(images);
    Pending<Tally> tally = plan.evaluate(LOSS, samples);
    gone.close();
    refused("the set of images is closed", () -> plan.evaluate(LOSS, Source.Samples.all(gone)));
    backend.close();
    assertEquals(32, tally.await().samples(), "what was begun may be read");
    String wanted = "the backend is closed";
    refused(wanted, () -> backend.plan(PlanSpec.training(LENET, 1)));
    refused(wanted, () -> backend.load(digits(), Scaling.paper()));
    refused(wanted, backend::probe);
    refused(wanted, () -> plan.forward(samples));
    refused(wanted, () -> plan.read(Vector.PARAMETERS));
    refused(wanted, () -> plan.train(LOSS, RULE, samples, 8));
    refused(wanted, () -> probe.copy(1));
    assertDoesNotThrow(plan::close);
    assertDoesNotThrow(backend::close);
  }

  private static void refused(String wanted, Runnable call) {
    assertEquals(wanted, assertThrows(IllegalStateException.class, call::run).getMessage());
  }

  private static GreyImages digits() {
    byte[] pixels = new byte[32 * 28 * 28];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 31);
    }
    int[] labels = new int[32];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 10;
    }
    return new GreyImages(28, 28, pixels, labels);
  }
}
