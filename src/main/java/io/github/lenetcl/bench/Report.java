package io.github.lenetcl.bench;

import java.util.List;

/**
 * What a measurement gave.
 *
 * @param date the day, as ISO 8601 writes it
 * @param network what the network is called
 * @param mode what was timed
 * @param rule the update rule; empty where parameters do not change
 * @param data what the images are called
 * @param windows how many windows counted
 * @param windowSeconds the least length of each
 * @param devices the devices in the order of their turns
 * @param rows a row for each batch and device
 * @param latencies for each device the time of a single image, in mode online
 */
public record Report(
    String date,
    String network,
    Mode mode,
    String rule,
    String data,
    int windows,
    double windowSeconds,
    List<Peaks> devices,
    List<Row> rows,
    List<Latency> latencies) {

  /** Keeps copies. */
  public Report {
    devices = List.copyOf(devices);
    rows = List.copyOf(rows);
    latencies = List.copyOf(latencies);
  }
}
