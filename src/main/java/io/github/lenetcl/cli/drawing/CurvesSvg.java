package io.github.lenetcl.cli.drawing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Charts of curves over passes, one below the other, as an SVG document. */
public final class CurvesSvg {

  private static final int WIDTH = 720;
  private static final int PLOT = 300;
  private static final int LEFT = 80;
  private static final int RIGHT = 20;
  private static final int ABOVE = 24;
  private static final int BELOW = 56;
  private static final int LINE = 24;
  private static final int MARKS = 5;

  /** The colours of Okabe and Ito, which every kind of colour vision tells apart. */
  private static final List<String> COLORS =
      List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9");

  private static final List<String> DASHES = List.of("", "10 4", "2 4", "10 3 2 3");

  private record Curve(String name, double[] x, double[] y) {}

  private record Chart(String axis, List<Curve> curves) {}

  private final List<Chart> charts = new ArrayList<>();
  private final StringBuilder svg = new StringBuilder();

  /** An empty page. */
  public CurvesSvg() {}

  /**
   * Begins another chart.
   *
   * @param axis what its y axis shows
   */
  public void chart(String axis) {
    charts.add(new Chart(axis, new ArrayList<>()));
  }

  /**
   * Draws a curve into the last chart.
   *
   * @param name its name in the legend
   * @param x passes, ascending
   * @param y values, at least 0
   */
  public void curve(String name, double[] x, double[] y) {
    charts.get(charts.size() - 1).curves.add(new Curve(name, x.clone(), y.clone()));
  }

  /** {@return the document} */
  public String draw() {
    int height = charts.stream().mapToInt(CurvesSvg::height).sum();
    add(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' width='%d' height='%d'"
            + " font-family='sans-serif' font-size='16' fill='#222'>%n",
        WIDTH, height, WIDTH, height);
    add("<rect width='100%%' height='100%%' fill='white'/>%n");
    int top = 0;
    for (Chart chart : charts) {
      draw(chart, top + ABOVE);
      top += height(chart);
    }
    return svg.append("</svg>\n").toString();
  }

  private static int height(Chart chart) {
    return ABOVE + PLOT + BELOW + chart.curves.size() * LINE;
  }

  private void draw(Chart chart, int top) {
    double mostX = most(chart.curves.stream().flatMapToDouble(c -> Arrays.stream(c.x)).toArray());
    double mostY = most(chart.curves.stream().flatMapToDouble(c -> Arrays.stream(c.y)).toArray());
    double stepY = step(mostY);
    double stepX = Math.max(1, step(mostX));
    double endY = Math.ceil(mostY / stepY) * stepY;
    double plotWidth = WIDTH - LEFT - RIGHT;
    for (int i = 0; i * stepY <= endY + stepY / 2; i++) {
      double y = top + PLOT * (1 - i * stepY / endY);
      add("<path d='M%d %.1fH%d' stroke='#ddd'/>%n", LEFT, y, WIDTH - RIGHT);
      add("<text x='%d' y='%.1f' text-anchor='end'>%s</text>%n", LEFT - 8, y + 5, text(i * stepY));
    }
    for (int i = 0; i * stepX <= mostX; i++) {
      double x = LEFT + plotWidth * i * stepX / mostX;
      add(
          "<text x='%.1f' y='%d' text-anchor='middle'>%s</text>%n",
          x, top + PLOT + 20, text(i * stepX));
    }
    add("<text x='%d' y='%d' text-anchor='end'>pass</text>%n", WIDTH - RIGHT, top + PLOT + 40);
    add(
        "<text transform='translate(20 %d) rotate(-90)' text-anchor='middle'>%s</text>%n",
        top + PLOT / 2, escaped(chart.axis));
    for (int i = 0; i < chart.curves.size(); i++) {
      Curve curve = chart.curves.get(i);
      String style =
          "fill='none' stroke-width='2.5' stroke='%s' stroke-dasharray='%s'"
              .formatted(COLORS.get(i % COLORS.size()), DASHES.get(i % DASHES.size()));
      StringBuilder path = new StringBuilder();
      for (int p = 0; p < curve.x.length; p++) {
        double x = LEFT + plotWidth * curve.x[p] / mostX;
        double y = top + PLOT * (1 - curve.y[p] / endY);
        path.append(String.format(Locale.ROOT, "%s%.1f %.1f", p == 0 ? "M" : "L", x, y));
      }
      add("<path d='%s' %s/>%n", path, style);
      int y = top + PLOT + BELOW + i * LINE - 4;
      add("<path d='M%d %dh44' %s/>%n", LEFT, y, style);
      add("<text x='%d' y='%d'>%s</text>%n", LEFT + 54, y + 5, escaped(curve.name));
    }
  }

  private static double most(double[] values) {
    return Math.max(1e-6, Arrays.stream(values).max().orElse(1));
  }

  /** A round number of which a few make the most. */
  private static double step(double most) {
    double power = Math.pow(10, Math.floor(Math.log10(most / MARKS)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power * MARKS >= most) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  private static String text(double value) {
    String text = String.format(Locale.ROOT, "%.6f", value);
    return text.replaceFirst("\\.?0+$", "");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
