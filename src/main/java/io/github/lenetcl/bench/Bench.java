package io.github.lenetcl.bench;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.Probe;
import io.github.lenetcl.compute.ResidentImages;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Measures throughput on several devices in turns. */
public final class Bench {

  private static final double NANOS = 1e9;

  private final List<Backend> devices;
  private final List<Peaks> peaks;
  private final Setup setup;
  private final Consumer<String> progress;
  private final Digits digits;
  private final List<ResidentImages> resident = new ArrayList<>();

  private Bench(List<Backend> devices, List<Peaks> peaks, Setup setup, Consumer<String> progress) {
    this.devices = devices;
    this.peaks = peaks;
    this.setup = setup;
    this.progress = progress;
    this.digits = new Digits(setup.images(), setup.scaling());
  }

  /**
   * Measures.
   *
   * @param devices at least one; ratios are to the first
   * @param setups what is measured, one after the other
   * @param progress is told what comes next
   * @return what each gave
   * @throws IllegalStateException if a loss was not finite, so that the time of an update is not
   *     known
   */
  public static List<Report> run(
      List<Backend> devices, List<Setup> setups, Consumer<String> progress) {
    if (devices.isEmpty() || setups.isEmpty()) {
      throw new IllegalArgumentException("no devices or no networks, wanted at least one of each");
    }
    progress.accept("arithmetic and memory at their best");
    List<Peaks> peaks = peaks(devices, setups.get(0).timing());
    List<Report> reports = new ArrayList<>();
    for (Setup setup : setups) {
      Bench bench = new Bench(List.copyOf(devices), peaks, setup, progress);
      try {
        reports.add(bench.run());
      } finally {
        bench.resident.forEach(ResidentImages::close);
      }
    }
    return List.copyOf(reports);
  }

  private Report run() {
    List<Peaks> uploaded = new ArrayList<>();
    for (int i = 0; i < devices.size(); i++) {
      long start = System.nanoTime();
      resident.add(devices.get(i).load(digits.all(), digits.scaling()));
      double seconds = (System.nanoTime() - start) / NANOS;
      uploaded.add(peaks.get(i).withUpload(digits.all().pixels().length, seconds));
    }
    List<Row> rows = new ArrayList<>();
    for (int batch : setup.batches()) {
      progress.accept(
          setup.preset().name()
              + ", "
              + setup.mode().name().toLowerCase(Locale.ROOT)
              + ", batch "
              + batch);
      rows.addAll(rows(batch));
    }
    List<Latency> latencies = new ArrayList<>();
    if (setup.mode() == Mode.ONLINE) {
      progress.accept(setup.preset().name() + ", single images");
      latencies.addAll(latencies());
    }
    return new Report(
        LocalDate.now(ZoneOffset.UTC).toString(),
        setup.preset().name(),
        setup.mode(),
        setup.mode().trains() ? setup.preset().recipe().ruleText() : "",
        setup.data(),
        setup.timing().windows(),
        setup.timing().window().toNanos() / NANOS,
        uploaded,
        rows,
        latencies);
  }

  private static List<Peaks> peaks(List<Backend> devices, Timing timing) {
    List<Probe> probes = new ArrayList<>();
    try {
      List<Meter> meters = new ArrayList<>();
      for (Backend device : devices) {
        Probe probe = device.probe();
        probes.add(probe);
        meters.add(new Meter(probe::arithmetic));
        meters.add(new Meter(probe::copy));
      }
      List<Rates> rates = Meter.inTurns(meters, timing);
      List<Peaks> peaks = new ArrayList<>();
      for (int i = 0; i < devices.size(); i++) {
        peaks.add(new Peaks(devices.get(i).device(), rates.get(2 * i), rates.get(2 * i + 1), 0, 0));
      }
      return peaks;
    } finally {
      probes.forEach(Probe::close);
    }
  }

  private List<Row> rows(int batch) {
    Cost cost =
        setup.mode().trains()
            ? Cost.ofTraining(setup.preset().network(), batch)
            : Cost.ofInference(setup.preset().network(), batch);
    List<Entrant> entrants = new ArrayList<>();
    try {
      for (int i = 0; i < devices.size(); i++) {
        entrants.add(
            new Entrant(
                devices.get(i), resident.get(i), digits, setup.preset(), setup.mode(), batch));
      }
      List<Meter> meters = new ArrayList<>();
      entrants.forEach(entrant -> meters.add(new Meter(entrant.resident())));
      entrants.forEach(entrant -> meters.add(new Meter(entrant.uploaded())));
      List<Rates> rates = Meter.inTurns(meters, setup.timing());
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < entrants.size(); i++) {
        Rates uploaded = rates.get(entrants.size() + i);
        double planSeconds = entrants.get(i).planSeconds();
        rows.add(
            Row.of(peaks.get(i), batch, rates.get(i), uploaded, rates.get(0), cost, planSeconds));
      }
      return rows;
    } finally {
      entrants.forEach(Entrant::close);
    }
  }

  private List<Latency> latencies() {
    List<SingleImage> entrants = new ArrayList<>();
    try {
      for (Backend device : devices) {
        entrants.add(new SingleImage(device, setup.preset(), digits));
      }
      entrants.forEach(entrant -> entrant.warmUp(setup.timing().warmUp()));
      for (int window = 0; window < setup.timing().windows(); window++) {
        entrants.forEach(entrant -> entrant.measure(setup.timing().window()));
      }
      return entrants.stream().map(SingleImage::latency).toList();
    } finally {
      entrants.forEach(SingleImage::close);
    }
  }
}
