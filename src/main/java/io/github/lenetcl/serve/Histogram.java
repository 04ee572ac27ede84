package io.github.lenetcl.serve;

import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** Counts values by their size, as Prometheus wants histograms. */
final class Histogram {

  private final double[] bounds;
  private final LongAdder[] counts;
  private final DoubleAdder sum = new DoubleAdder();

  /** A histogram with these upper bounds, ascending. */
  Histogram(double... bounds) {
    this.bounds = bounds.clone();
    this.counts = new LongAdder[bounds.length + 1];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new LongAdder();
    }
  }

  void add(double value) {
    int bucket = 0;
    while (bucket < bounds.length && value > bounds[bucket]) {
      bucket++;
    }
    counts[bucket].increment();
    sum.add(value);
  }

  /** Writes the lines of a histogram: its labels are of the form {@code a="b",c="d"}. */
  void write(StringBuilder out, String name, String labels) {
    long below = 0;
    for (int i = 0; i < counts.length; i++) {
      below += counts[i].sum();
      String bound = i < bounds.length ? Metrics.number(bounds[i]) : "+Inf";
      out.append(name).append("_bucket{").append(labels).append(labels.isEmpty() ? "" : ",");
      out.append("le=\"").append(bound).append("\"} ").append(below).append('\n');
    }
    out.append(name).append("_sum{").append(labels).append("} ");
    out.append(Metrics.number(sum.sum())).append('\n');
    out.append(name).append("_count{").append(labels).append("} ").append(below).append('\n');
  }
}
