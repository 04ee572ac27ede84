package io.github.lenetcl.bench;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.training.Preset;
import java.time.Duration;
import java.util.Arrays;

/** Times one image at a time, from its inputs to its penalties. */
final class SingleImage implements AutoCloseable {

  /** The most calls that are kept of a window. */
  private static final int MOST_CALLS = 1 << 17;

  private static final int IMAGES = 64;
  private static final long SEED = 1;

  private final String device;
  private final Plan plan;
  private final float[][] inputs;
  private long[] nanos = {};

  SingleImage(Backend backend, Preset preset, Digits digits) {
    Network network = preset.network();
    device = backend.device().id();
    plan = backend.plan(PlanSpec.inference(network, 1));
    plan.write(Vector.PARAMETERS, preset.recipe().settings().start().draw(network, SEED));
    inputs = new float[Math.min(IMAGES, digits.count())][];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = digits.inputs(i, network.input());
    }
  }

  /** Runs for at least a while and until it gets no faster. */
  void warmUp(Duration time) {
    WarmUp.untilNoFaster(() -> 1 / Latency.of(device, window(time.dividedBy(2))).median());
  }

  /** Times calls over at least some time and keeps their times. */
  void measure(Duration least) {
    long[] more = window(least);
    int before = nanos.length;
    nanos = Arrays.copyOf(nanos, before + more.length);
    System.arraycopy(more, 0, nanos, before, more.length);
  }

  private long[] window(Duration least) {
    long[] times = new long[MOST_CALLS];
    int calls = 0;
    long start = System.nanoTime();
    long now = start;
    do {
      plan.forward(new Source.Inputs(inputs[calls % inputs.length], 1));
      plan.outputs();
      long end = System.nanoTime();
      if (calls < MOST_CALLS) {
        times[calls] = end - now;
      }
      now = end;
      calls++;
    } while (now - start < least.toNanos());
    return Arrays.copyOf(times, Math.min(calls, MOST_CALLS));
  }

  /** Returns what the windows so far came to. */
  Latency latency() {
    return Latency.of(device, nanos);
  }

  @Override
  public void close() {
    plan.close();
  }
}
