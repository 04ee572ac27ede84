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
  private final Setup setup;
  private final Consumer<String> progress;
  private final Digits digits;
  private final List<ResidentImages> resident = new ArrayList<>();
  private final List<Double> uploadSeconds = new ArrayList<>();

  private Bench(List<Backend> devices, Setup setup, Consumer<String> progress) {
    this.devices = devices;
    this.setup = setup;
    this.progress = progress;
    this.digits = new Digits(setup.images(), setup.scaling());
  }

  /**
   * Measures.
   *
   * @param devices at least one; ratios are to the first
   * @param setup what is measured
   * @param progress is told what comes next
   * @return what it gave
   * @throws IllegalStateException if a loss was not finite, so that the time of an update is not
   *     known
   */
  public static Report run(List<Backend> devices, Setup setup, Consumer<String> progress) {
    if (devices.isEmpty()) {
      throw new IllegalArgumentException("no devices, wanted at least one");
    }
    Bench bench = new Bench(List.copyOf(devices), setup, progress);
    try {
      return bench.run();
    } finally {
      bench.resident.forEach(ResidentImages::close);
    }
  }

  private Report run() {
    for (Backend device : devices) {
      long start = System.nanoTime();
      resident.add(device.load(digits.all(), digits.scaling()));
      uploadSeconds.add((System.nanoTime() - start) / NANOS);
    }
    progress.accept("arithmetic and memory at their best");
    List<Peaks> peaks = peaks();
    List<Row> rows = new ArrayList<>();
    for (int batch : setup.batches()) {
      progress.accept(setup.mode().name().toLowerCase(Locale.ROOT) + ", batch " + batch);
      rows.addAll(rows(peaks, batch));
    }
    List<Latency> latencies = new ArrayList<>();
    if (setup.mode() == Mode.ONLINE) {
      progress.accept("single images");
      latencies.addAll(latencies());
    }
    return new Report(
        LocalDate.now(ZoneOffset.UTC).toString(),
        setup.preset().name(),
        setup.mode(),
        setup.data(),
        setup.timing().windows(),
        setup.timing().window().toNanos() / NANOS,
        peaks,
        rows,
        latencies);
  }

  private List<Peaks> peaks() {
    List<Probe> probes = new ArrayList<>();
    try {
      List<Meter> meters = new ArrayList<>();
      for (Backend device : devices) {
        Probe probe = device.probe();
        probes.add(probe);
        meters.add(new Meter(probe::arithmetic));
        meters.add(new Meter(probe::copy));
      }
      List<Rates> rates = Meter.inTurns(meters, setup.timing());
      List<Peaks> peaks = new ArrayList<>();
      for (int i = 0; i < devices.size(); i++) {
        peaks.add(
            new Peaks(
                devices.get(i).device(),
                rates.get(2 * i),
                rates.get(2 * i + 1),
                digits.all().pixels().length,
                uploadSeconds.get(i)));
      }
      return peaks;
    } finally {
      probes.forEach(Probe::close);
    }
  }

  private List<Row> rows(List<Peaks> peaks, int batch) {
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
