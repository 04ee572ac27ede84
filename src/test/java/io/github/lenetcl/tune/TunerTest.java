package io.github.lenetcl.tune;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.bench.Rates;
import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.DeviceInfo;
import io.github.lenetcl.compute.opencl.OpenClForTests;
import io.github.lenetcl.compute.opencl.tuning.Knob;
import io.github.lenetcl.compute.opencl.tuning.Tuning;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TunerTest {

  private static final int SAMPLES = 19;

  /** The tuner may choose anything between these. */
  @Test
  void theSmallestAndTheLargestSizesComputeTheSame() {
    DeviceInfo device;
    try (Backend backend = OpenClForTests.open()) {
      device = backend.device();
    }
    Tuning usual = Tuning.usual(device.kind());
    Tuning smallest = all(usual, Collections::min);
    Tuning largest = all(usual, Collections::max);
    for (Knob knob : List.of(Knob.CONVOLUTION_TILE, Knob.SUBSAMPLING_TILE, Knob.FULL_LANES)) {
      try (Candidate reference = new Candidate(device, usual, knob, SAMPLES);
          Candidate small = new Candidate(device, smallest, knob, SAMPLES);
          Candidate large = new Candidate(device, largest, knob, SAMPLES)) {
        assertTrue(small.agreesWith(reference), "smallest, " + knob.operation());
        assertTrue(large.agreesWith(reference), "largest, " + knob.operation());
      }
    }
  }

  private static Tuning all(Tuning tuning, Function<List<Integer>, Integer> choice) {
    Tuning changed = tuning;
    for (Knob knob : Knob.values()) {
      changed = changed.with(knob, choice.apply(knob.candidates()));
    }
    return changed;
  }

  @Test
  void onlyWhatIsFasterByEnoughAndNearlyAlwaysIsTaken() {
    assertTrue(Tuner.isFaster(Rates.of(1.2, 1.3, 1.1, 0.9)));
    assertFalse(Tuner.isFaster(Rates.of(1.2, 1.3, 0.8, 0.9)));
    assertFalse(Tuner.isFaster(Rates.of(1.04, 1.04, 1.04)));
  }
}
