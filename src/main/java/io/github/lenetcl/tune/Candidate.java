package io.github.lenetcl.tune;

import io.github.lenetcl.compute.DeviceInfo;
import io.github.lenetcl.compute.opencl.layers.LayerRun;
import io.github.lenetcl.compute.opencl.layers.LayerRun.Pass;
import io.github.lenetcl.compute.opencl.tuning.Knob;
import io.github.lenetcl.compute.opencl.tuning.Knob.Operation;
import io.github.lenetcl.compute.opencl.tuning.Tuning;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Subsampling;
import io.github.lenetcl.selftest.Gate;
import java.util.ArrayList;
import java.util.List;

/** The layers of LeNet-5 that a size concerns, compiled for a value of it. */
final class Candidate implements AutoCloseable {

  private final int value;
  private final List<LayerRun> runs = new ArrayList<>();

  Candidate(DeviceInfo device, Tuning tuning, Knob knob, int samples) {
    value = tuning.get(knob);
    try {
      Network lenet5 = Network.lenet5();
      boolean full = knob.operation() == Operation.FULL_CONNECTION;
      int few = full ? Math.min(samples, LayerRun.MOST_BY_LANES) : samples;
      for (int i = 0; i + 1 < lenet5.layers().size(); i++) {
        if (concerns(knob.operation(), lenet5, i)) {
          List<Layer> squashed = List.of(lenet5.layers().get(i), lenet5.layers().get(i + 1));
          Network layer = new Network(lenet5.inputOf(i), squashed);
          runs.add(new LayerRun(device, tuning, layer, few));
        }
      }
      nanos(1); // compiles what is compiled at the first launch
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private static boolean concerns(Operation operation, Network network, int index) {
    Layer layer = network.layers().get(index);
    boolean covers = network.shapes().get(index).area() == 1;
    return switch (operation) {
      case CONVOLUTION -> layer instanceof Convolution && !covers;
      case SUBSAMPLING -> layer instanceof Subsampling;
      case FULL_CONNECTION ->
          layer instanceof FullConnection || layer instanceof Convolution && covers;
    };
  }

  int value() {
    return value;
  }

  /** Runs all passes of all layers, each so many times, and returns how long that took. */
  long nanos(int times) {
    long start = System.nanoTime();
    for (LayerRun run : runs) {
      for (Pass pass : Pass.values()) {
        run.run(pass, times);
      }
    }
    return System.nanoTime() - start;
  }

  /** Returns whether both computed the same when they ran last, as far as one operation may. */
  boolean agreesWith(Candidate other) {
    for (int i = 0; i < runs.size(); i++) {
      for (Pass pass : Pass.values()) {
        if (!Gate.OPERATION.admits(runs.get(i).result(pass), other.runs.get(i).result(pass))) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public void close() {
    runs.forEach(LayerRun::close);
  }
}
