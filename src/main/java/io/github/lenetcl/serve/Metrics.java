package io.github.lenetcl.serve;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What a service counts, as text for Prometheus. */
final class Metrics {

  private static final double[] SECONDS = {
    0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10
  };

  private static final double[] SIZES = {1, 2, 4, 8, 16, 32, 64, 128, 256};

  private final long started = System.nanoTime();
  private final Map<String, LongAdder> requests = new ConcurrentSkipListMap<>();
  private final Map<String, Histogram> seconds = new ConcurrentSkipListMap<>();
  private final Map<String, Histogram> batches = new ConcurrentSkipListMap<>();
  private final Map<String, String> devices = new ConcurrentSkipListMap<>();
  private final AtomicInteger inHand = new AtomicInteger();
  private final AtomicInteger pictures = new AtomicInteger();
  private final LongAdder refused = new LongAdder();

  /** Requests that are being answered. */
  AtomicInteger inHand() {
    return inHand;
  }

  /** Pictures of the requests that are being answered. */
  AtomicInteger pictures() {
    return pictures;
  }

  /** A request was answered. */
  void answered(String path, int status, long nanos) {
    String labels = label("path", path) + "," + label("code", Integer.toString(status));
    requests.computeIfAbsent(labels, key -> new LongAdder()).increment();
    seconds.computeIfAbsent(label("path", path), key -> new Histogram(SECONDS)).add(nanos * 1e-9);
  }

  /** A request was told to come again later. */
  void refused() {
    refused.increment();
  }

  /** Where the sizes of an engine's batches are counted. */
  Histogram batches(String model, String device, String work) {
    String labels =
        label("model", model) + "," + label("device", device) + "," + label("work", work);
    return batches.computeIfAbsent(labels, key -> new Histogram(SIZES));
  }

  /** A device is in use. */
  void device(String id, String name) {
    devices.put(label("device", id) + "," + label("name", name), "1");
  }

  /** How many requests were answered. */
  long total() {
    return requests.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** All of it, in the text format of Prometheus, version 0.0.4. */
  String text() {
    StringBuilder out = new StringBuilder();
    head(out, "lenet_requests_total", "counter", "Requests answered.");
    requests.forEach((labels, count) -> line(out, "lenet_requests_total", labels, count.sum()));
    head(out, "lenet_requests_refused_total", "counter", "Requests told to come again later.");
    line(out, "lenet_requests_refused_total", "", refused.sum());
    head(out, "lenet_request_seconds", "histogram", "Time from a request's headers to its answer.");
    seconds.forEach((labels, histogram) -> histogram.write(out, "lenet_request_seconds", labels));
    head(out, "lenet_batch_pictures", "histogram", "Pictures of a batch on the device.");
    batches.forEach((labels, histogram) -> histogram.write(out, "lenet_batch_pictures", labels));
    head(out, "lenet_requests_in_hand", "gauge", "Requests being answered.");
    line(out, "lenet_requests_in_hand", "", inHand.get());
    head(out, "lenet_queue_pictures", "gauge", "Pictures of the requests being answered.");
    line(out, "lenet_queue_pictures", "", pictures.get());
    head(out, "lenet_device_info", "gauge", "Devices in use.");
    devices.forEach((labels, one) -> line(out, "lenet_device_info", labels, 1));
    head(out, "lenet_uptime_seconds", "gauge", "Time since the start.");
    line(out, "lenet_uptime_seconds", "", (System.nanoTime() - started) * 1e-9);
    head(out, "lenet_heap_bytes", "gauge", "Java heap in use.");
    Runtime java = Runtime.getRuntime();
    line(out, "lenet_heap_bytes", "", java.totalMemory() - java.freeMemory());
    return out.toString();
  }

  private static void head(StringBuilder out, String name, String type, String help) {
    out.append("# HELP ").append(name).append(' ').append(help).append('\n');
    out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static void line(StringBuilder out, String name, String labels, double value) {
    out.append(name);
    if (!labels.isEmpty()) {
      out.append('{').append(labels).append('}');
    }
    out.append(' ').append(number(value)).append('\n');
  }

  private static String label(String name, String value) {
    String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return name + "=\"" + escaped + "\"";
  }

  /** A number without an exponent, and without a point where it is whole. */
  static String number(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(15)).stripTrailingZeros();
    return rounded.toPlainString();
  }
}
