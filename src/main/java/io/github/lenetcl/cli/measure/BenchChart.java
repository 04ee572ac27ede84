package io.github.lenetcl.cli.measure;

import io.github.lenetcl.bench.Report;
import io.github.lenetcl.bench.Row;
import io.github.lenetcl.experiment.LineChart;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Throughput over the batch, a curve for each device. */
final class BenchChart {

  private BenchChart() {}

  static BufferedImage draw(Report report) {
    String mode = report.mode().name().toLowerCase(Locale.ROOT);
    LineChart chart =
        new LineChart("batch", "samples/s")
            .title("LeNet-5, " + mode)
            .logarithmicX()
            .logarithmicY()
            .legend(LegendPosition.InsideSE);
    List<String> ids = report.devices().stream().map(peaks -> peaks.device().id()).toList();
    int devices = ids.size();
    for (int device = 0; device < devices; device++) {
      int turn = device;
      // Rows come batch by batch, the devices in their order.
      List<Row> rows =
          report.rows().stream()
              .filter(row -> report.rows().indexOf(row) % devices == turn)
              .toList();
      chart.curve(
          ids.indexOf(ids.get(device)) == device
              ? ids.get(device)
              : (device + 1) + ": " + ids.get(device),
          rows.stream().mapToDouble(Row::batch).toArray(),
          rows.stream().mapToDouble(row -> row.samplesPerSecond().median()).toArray());
    }
    return chart.draw();
  }
}
