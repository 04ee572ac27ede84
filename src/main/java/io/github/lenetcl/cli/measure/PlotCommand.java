package io.github.lenetcl.cli.measure;

import io.github.lenetcl.cli.drawing.CurvesSvg;
import io.github.lenetcl.cli.terminal.EscapingWriter;
import io.github.lenetcl.cli.terminal.OutputFiles;
import io.github.lenetcl.cli.train.PassLog;
import io.github.lenetcl.data.AtomicFile;
import io.github.lenetcl.data.Pictures;
import io.github.lenetcl.experiment.LineChart;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.knowm.xchart.style.Styler.LegendPosition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lenet plot}: draws the curves of trainings. */
@Command(
    name = "plot",
    header = "Draw the curves of one training or several on one page.",
    description = {
      "Reads logs that 'lenet train --log' wrote: loss above, errors below, over passes. A run is"
          + " called as its file."
    },
    footer = {
      "",
      "Examples:",
      "  lenet plot run.csv --out curves.png",
      "  lenet plot paper.csv fast.jsonl --out curves.svg"
    })
public final class PlotCommand implements Callable<Integer> {

  @Parameters(arity = "1..*", paramLabel = "LOG", description = "CSV or JSON-lines files.")
  private List<Path> logs;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The drawing: FILE.png or FILE.svg.")
  private Path target;

  @Spec private CommandSpec spec;

  /**
   * A curve.
   *
   * @param name its name in the legend
   * @param points where it goes
   */
  private record Curve(String name, PassLog.Points points) {}

  @Override
  public Integer call() throws IOException {
    OutputFiles.require(target, spec);
    boolean svg = target.toString().endsWith(".svg");
    if (!svg && !target.toString().endsWith(".png")) {
      throw new ParameterException(
          spec.commandLine(), "--out " + target + ", wanted a name that ends in .png or .svg");
    }
    List<PassLog> runs = new ArrayList<>();
    for (Path log : logs) {
      runs.add(PassLog.read(log));
    }
    List<Curve> losses = curves(runs, List.of("loss"));
    List<Curve> errors =
        curves(
            runs,
            List.of("training_error_percent", "validation_error_percent", "test_error_percent"));
    if (svg) {
      CurvesSvg page = new CurvesSvg();
      page.chart("mean loss");
      losses.forEach(each -> page.curve(each.name, each.points.passes(), each.points.values()));
      page.chart("error (%)");
      errors.forEach(each -> page.curve(each.name, each.points.passes(), each.points.values()));
      byte[] text = page.draw().getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(target, out -> out.write(text));
    } else {
      Pictures.writePng(target, above(chart("mean loss", losses), chart("error (%)", errors)));
    }
    spec.commandLine().getOut().println(EscapingWriter.escaped(target.toString()));
    return 0;
  }

  private static List<Curve> curves(List<PassLog> runs, List<String> columns) {
    List<Curve> curves = new ArrayList<>();
    for (PassLog run : runs) {
      for (String column : columns) {
        String kind = column.equals("loss") ? "training" : column.split("_")[0];
        String name = runs.size() == 1 ? kind : run.name() + ", " + kind;
        PassLog.Points points = run.points(column);
        if (points.passes().length > 0) {
          // Two runs may be called alike.
          String told = name;
          for (int i = 2; isTaken(told, curves); i++) {
            told = name + " (" + i + ")";
          }
          curves.add(new Curve(told, points));
        }
      }
    }
    return curves;
  }

  private static boolean isTaken(String name, List<Curve> curves) {
    return curves.stream().anyMatch(curve -> curve.name.equals(name));
  }

  private static BufferedImage chart(String axis, List<Curve> curves) {
    LineChart chart = new LineChart("pass", axis).legend(LegendPosition.OutsideS);
    curves.forEach(each -> chart.curve(each.name, each.points.passes(), each.points.values()));
    return chart.draw();
  }

  private static BufferedImage above(BufferedImage first, BufferedImage second) {
    BufferedImage page =
        new BufferedImage(
            first.getWidth(), first.getHeight() + second.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = page.createGraphics();
    graphics.drawImage(first, 0, 0, null);
    graphics.drawImage(second, 0, first.getHeight(), null);
    graphics.dispose();
    return page;
  }
}
