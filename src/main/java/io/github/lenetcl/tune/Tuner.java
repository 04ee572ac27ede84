package io.github.lenetcl.tune;

import io.github.lenetcl.bench.Rates;
import io.github.lenetcl.compute.DeviceException;
import io.github.lenetcl.compute.DeviceInfo;
import io.github.lenetcl.compute.opencl.tuning.Knob;
import io.github.lenetcl.compute.opencl.tuning.Tuning;
import io.github.lenetcl.tune.Trial.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tries the values of one size after the other, each beside the value in use, on the layers of
 * LeNet-5 that it concerns. A value is taken if it computes what the usual sizes compute and is
 * faster by a margin that the noise of the measurement does not reach.
 */
public final class Tuner {

  /** How much faster a value must be. */
  private static final double GAIN = 1.05;

  private final DeviceInfo device;
  private final int samples;
  private final int windows;
  private final Duration window;
  private final Consumer<Trial> listener;

  private Tuner(
      DeviceInfo device, int samples, int windows, Duration window, Consumer<Trial> listener) {
    this.device = device;
    this.samples = samples;
    this.windows = windows;
    this.window = window;
    this.listener = listener;
  }

  /**
   * Tunes a device.
   *
   * @param device an OpenCL device
   * @param samples the samples that go through a layer at once
   * @param windows how often each value is timed, in turns with the others
   * @param window about how long each time
   * @param listener is told of each value that was tried
   * @return the sizes that were found
   * @throws DeviceException if the device cannot run even the usual sizes
   */
  public static Tuning run(
      DeviceInfo device, int samples, int windows, Duration window, Consumer<Trial> listener) {
    return new Tuner(device, samples, windows, window, listener).run();
  }

  /**
   * {@return how many values are tried, all sizes together}
   *
   * @param device an OpenCL device
   */
  public static int trials(DeviceInfo device) {
    Tuning usual = Tuning.usual(device.kind());
    int trials = 0;
    for (Knob knob : Knob.values()) {
      trials += (int) knob.candidates().stream().filter(value -> value != usual.get(knob)).count();
    }
    return trials;
  }

  private Tuning run() {
    Tuning tuning = Tuning.usual(device.kind());
    for (Knob knob : Knob.values()) {
      tuning = tuning.with(knob, best(knob, tuning));
    }
    return tuning;
  }

  private int best(Knob knob, Tuning tuning) {
    int old = tuning.get(knob);
    List<Candidate> candidates = new ArrayList<>();
    try (Candidate usual = open(Tuning.usual(device.kind()), knob)) {
      Candidate current = open(tuning, knob);
      candidates.add(current);
      for (int value : knob.candidates()) {
        if (value != old) {
          prepare(knob, tuning, value, usual).ifPresent(candidates::add);
        }
      }
      return fastest(knob, old, candidates);
    } finally {
      candidates.forEach(Candidate::close);
    }
  }

  private Candidate open(Tuning tuning, Knob knob) {
    return new Candidate(device, tuning, knob, samples);
  }

  /** A value that the device can run and that computes the right thing. */
  private Optional<Candidate> prepare(Knob knob, Tuning tuning, int value, Candidate usual) {
    Candidate candidate;
    try {
      candidate = open(tuning.with(knob, value), knob);
    } catch (DeviceException e) {
      tell(knob, tuning.get(knob), value, Rates.of(0), Verdict.REFUSED);
      return Optional.empty();
    }
    if (candidate.agreesWith(usual)) {
      return Optional.of(candidate);
    }
    candidate.close();
    tell(knob, tuning.get(knob), value, Rates.of(0), Verdict.WRONG);
    return Optional.empty();
  }

  private int fastest(Knob knob, int old, List<Candidate> candidates) {
    List<Rates> times = timesAsFast(candidates);
    int best = 0;
    for (int i = 1; i < times.size(); i++) {
      if (isFaster(times.get(i)) && times.get(i).median() > times.get(best).median()) {
        best = i;
      }
    }
    for (int i = 1; i < times.size(); i++) {
      Verdict verdict = i == best ? Verdict.TAKEN : Verdict.LEFT;
      tell(knob, old, candidates.get(i).value(), times.get(i), verdict);
    }
    return candidates.get(best).value();
  }

  /** Times all in turns, and returns how many times as fast as the first each was. */
  private List<Rates> timesAsFast(List<Candidate> candidates) {
    int passes = Math.max(1, (int) (window.toNanos() / candidates.get(0).nanos(1)));
    double[][] rates = new double[candidates.size()][windows];
    for (int turn = 0; turn < windows; turn++) {
      for (int i = 0; i < rates.length; i++) {
        rates[i][turn] = 1e9 * passes / candidates.get(i).nanos(passes);
      }
    }
    Rates first = Rates.of(rates[0]);
    List<Rates> times = new ArrayList<>();
    for (double[] own : rates) {
      times.add(Rates.of(own).ratioTo(first));
    }
    return times;
  }

  /** In the middle by enough, and in three windows of four at all. */
  static boolean isFaster(Rates times) {
    long faster = times.windows().stream().filter(ratio -> ratio > 1).count();
    return times.median() >= GAIN && 4 * faster >= 3 * times.windows().size();
  }

  private void tell(Knob knob, int old, int value, Rates times, Verdict verdict) {
    listener.accept(new Trial(knob, old, value, times, verdict));
  }
}
