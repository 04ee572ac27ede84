package io.github.lenetcl.experiment;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Curves in the one style of all figures: large enough to be read in a column of print, told apart
 * by colour, by marker and by dash, so that neither a grey print nor a colour-blind reader loses
 * one. Drawn without a window.
 */
public final class LineChart {

  static final int WIDTH = 1500;
  static final int HEIGHT = 1000;

  /** The colours of Okabe and Ito, which every kind of colour vision tells apart, and grey. */
  private static final List<Color> COLORS =
      List.of(
          new Color(0x0072B2),
          new Color(0xD55E00),
          new Color(0x009E73),
          new Color(0xCC79A7),
          new Color(0xE69F00),
          new Color(0x56B4E9),
          new Color(0x000000),
          new Color(0x888888));

  private static final List<Marker> MARKERS =
      List.of(
          SeriesMarkers.CIRCLE,
          SeriesMarkers.SQUARE,
          SeriesMarkers.TRIANGLE_UP,
          SeriesMarkers.DIAMOND,
          SeriesMarkers.TRIANGLE_DOWN,
          SeriesMarkers.CROSS,
          SeriesMarkers.PLUS,
          SeriesMarkers.RECTANGLE);

  private static final List<BasicStroke> STROKES =
      List.of(
          stroke(),
          stroke(22, 8),
          stroke(4, 6),
          stroke(22, 6, 4, 6),
          stroke(12, 6),
          stroke(30, 12),
          stroke(3, 12),
          stroke(22, 6, 4, 6, 4, 6));

  static final Color INK = new Color(0x222222);
  private static final Color GRID = new Color(0xDDDDDD);
  private static final float LINE = 4f;
  private static final int BAND_ALPHA = 0x38;
  private static final int LEAST_SPACING = 56;

  /** How much of a chart's side its axes take, about. */
  private static final double PLOT = 0.85;

  private final XYChart chart;
  private int curves;
  private boolean markers = true;
  private OptionalDouble between = OptionalDouble.empty();
  private Axis xAxis = value -> value;
  private Axis yAxis = value -> value;

  /**
   * An empty chart.
   *
   * @param x what the x axis shows
   * @param y what the y axis shows
   */
  public LineChart(String x, String y) {
    this(x, y, WIDTH, HEIGHT);
  }

  LineChart(String x, String y, int width, int height) {
    chart = new XYChartBuilder().width(width).height(height).xAxisTitle(x).yAxisTitle(y).build();
    style(chart.getStyler());
  }

  private static void style(XYStyler style) {
    Font text = new Font(Font.SANS_SERIF, Font.PLAIN, 28);
    style.setChartBackgroundColor(Color.WHITE);
    style.setChartFontColor(INK);
    style.setPlotBackgroundColor(Color.WHITE);
    style.setPlotBorderColor(INK);
    style.setPlotGridLinesColor(GRID);
    style.setPlotGridLinesStroke(new BasicStroke(1.2f));
    style.setAxisTickMarksColor(INK);
    style.setAxisTickMarksStroke(new BasicStroke(1.5f));
    style.setAxisTickLabelsColor(INK);
    style.setAxisTickLabelsFont(text.deriveFont(26f));
    style.setAxisTitleFont(text.deriveFont(30f));
    style.setChartTitleFont(text.deriveFont(Font.BOLD, 30f));
    style.setChartTitleBoxVisible(false);
    style.setChartTitleVisible(false);
    style.setLegendPosition(LegendPosition.InsideNE);
    style.setLegendBorderColor(GRID);
    style.setLegendFont(text);
    style.setLegendPadding(14);
    style.setLegendSeriesLineLength(54);
    style.setMarkerSize(14);
    style.setPlotContentSize(0.97);
    style.setAxisTicksLineVisible(false);
    style.setAxisTickPadding(8);
    style.setAxisTickMarkLength(7);
    style.setAxisTitlePadding(14);
    style.setXAxisTickMarkSpacingHint(120);
    style.setYAxisTickMarkSpacingHint(80);
    style.setChartPadding(24);
    style.setErrorBarsColorSeriesColor(true);
  }

  private static BasicStroke stroke(float... dashes) {
    return dashes.length == 0
        ? new BasicStroke(LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
        : new BasicStroke(LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0);
  }

  /**
   * Sets the title.
   *
   * @param title the title
   * @return this chart
   */
  public LineChart title(String title) {
    chart.setTitle(title);
    chart.getStyler().setChartTitleVisible(true);
    return this;
  }

  /**
   * Places the legend.
   *
   * @param position where
   * @return this chart
   */
  public LineChart legend(LegendPosition position) {
    chart.getStyler().setLegendPosition(position);
    return this;
  }

  /** Sets the size of all letters, in pixels, for charts that are shown smaller. */
  LineChart letters(int size) {
    Font text = new Font(Font.SANS_SERIF, Font.PLAIN, size);
    XYStyler style = chart.getStyler();
    style.setAxisTickLabelsFont(text);
    style.setAxisTitleFont(text);
    style.setLegendFont(text);
    style.setChartTitleFont(text.deriveFont(Font.BOLD));
    return this;
  }

  LineChart withoutLegend() {
    chart.getStyler().setLegendVisible(false);
    return this;
  }

  /** For curves of many points. */
  LineChart withoutMarkers() {
    markers = false;
    return this;
  }

  /** Sets the ends of the x axis and the distance of its marks, as far as there is room. */
  LineChart x(double from, double to, double step) {
    double length = PLOT * chart.getWidth();
    chart.getStyler().setXAxisTickMarkSpacingHint(spacing(length * step / (to - from)));
    chart.getStyler().setXAxisMin(from).setXAxisMax(to);
    between = OptionalDouble.of(from + step / Math.PI);
    return this;
  }

  LineChart y(double from, double to) {
    chart.getStyler().setYAxisMin(from).setYAxisMax(to);
    return this;
  }

  /** {@return this chart with a logarithmic x axis, marked by decades} */
  public LineChart logarithmicX() {
    chart.getStyler().setXAxisLogarithmic(true);
    return this;
  }

  /** {@return this chart with a logarithmic y axis, marked by decades} */
  public LineChart logarithmicY() {
    chart.getStyler().setYAxisLogarithmic(true);
    return this;
  }

  /**
   * Makes the x axis logarithmic: a mark at a value and at each of its doublings and halvings.
   *
   * @param marked the value
   */
  LineChart doublingX(double marked, double from, double to) {
    Doublings axis = new Doublings(marked);
    xAxis = axis;
    chart.getStyler().setXAxisTickLabelsFormattingFunction(axis::label);
    return x(axis.at(from), axis.at(to), 1);
  }

  /** Makes the y axis logarithmic, with a mark at 1 and at each of its doublings and halvings. */
  LineChart doublingY(double from, double to) {
    Doublings axis = new Doublings(1);
    yAxis = axis;
    chart.getStyler().setYAxisTickLabelsFormattingFunction(axis::label);
    double length = PLOT * chart.getHeight();
    chart.getStyler().setYAxisTickMarkSpacingHint(spacing(length / (axis.at(to) - axis.at(from))));
    return y(axis.at(from), axis.at(to));
  }

  /** The hint for a distance of marks: the library takes the round one below it. */
  private static int spacing(double wanted) {
    return Math.max(LEAST_SPACING, (int) (1.3 * wanted));
  }

  /** Draws means as a curve and, behind it, the range between the smallest and the largest. */
  LineChart band(String name, double[] x, List<Spread> y) {
    Color color = COLORS.get(curves % COLORS.size());
    if (y.get(0).count() > 1) {
      Color pale = new Color(color.getRed(), color.getGreen(), color.getBlue(), BAND_ALPHA);
      XYSeries area = chart.addSeries(name + ", range", xAxis.at(around(x)), yAxis.at(around(y)));
      area.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
      area.setShowInLegend(false);
      area.setFillColor(pale);
      area.setLineColor(pale);
      area.setLineWidth(0);
      area.setMarker(SeriesMarkers.NONE);
    }
    return curve(name, x, y.stream().mapToDouble(Spread::mean).toArray());
  }

  /**
   * Draws a curve with a marker at each point.
   *
   * @param name its name in the legend
   * @param x where its points are, ascending
   * @param y their heights
   * @return this chart
   */
  public LineChart curve(String name, double[] x, double[] y) {
    Color color = COLORS.get(curves % COLORS.size());
    XYSeries series = chart.addSeries(name, xAxis.at(x), yAxis.at(y));
    series.setLineColor(color);
    series.setMarkerColor(color);
    series.setMarker(markers ? MARKERS.get(curves % MARKERS.size()) : SeriesMarkers.NONE);
    series.setLineStyle(STROKES.get(curves % STROKES.size()));
    curves++;
    return this;
  }

  /** Draws a dashed line without markers: a fit, or what is known from elsewhere. */
  LineChart dashed(String name, double[] x, double[] y) {
    XYSeries series = chart.addSeries(name, xAxis.at(x), yAxis.at(y));
    series.setLineColor(INK);
    series.setLineStyle(
        new BasicStroke(
            2.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {12, 8}, 0));
    series.setMarker(SeriesMarkers.NONE);
    return this;
  }

  /** Draws a dashed level. */
  LineChart level(String name, double from, double to, double y) {
    return dashed(name, new double[] {from, to}, new double[] {y, y});
  }

  /** Draws points that are known from elsewhere. */
  LineChart points(String name, double[] x, double[] y) {
    XYSeries series = chart.addSeries(name, xAxis.at(x), yAxis.at(y));
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    series.setMarker(SeriesMarkers.DIAMOND);
    series.setMarkerColor(INK);
    return this;
  }

  LineChart point(String name, double x, double y) {
    return points(name, new double[] {x}, new double[] {y});
  }

  /** The curves that a legend names, in their order. */
  List<XYSeries> shown() {
    return chart.getSeriesCollection().stream().filter(XYSeries::isShowInLegend).toList();
  }

  /** {@return the chart as a picture} */
  public BufferedImage draw() {
    between.ifPresent(this::spoilSpacing);
    return BitmapEncoder.getBufferedImage(chart);
  }

  /**
   * The library marks some of the points where these are equally far from each other, and round
   * numbers, as far apart as it is told, where they are not: a point that nobody sees sees to that.
   */
  private void spoilSpacing(double x) {
    double[] y = {shown().get(0).getYData()[0]};
    XYSeries unseen = chart.addSeries("unseen", new double[] {x}, y);
    unseen.setMarker(SeriesMarkers.NONE);
    unseen.setShowInLegend(false);
    between = OptionalDouble.empty();
  }

  /** {@return the x of a band's outline: there and back} */
  private static double[] around(double[] x) {
    double[] outline = new double[2 * x.length];
    for (int i = 0; i < x.length; i++) {
      outline[i] = x[i];
      outline[outline.length - 1 - i] = x[i];
    }
    return outline;
  }

  /** {@return the y of a band's outline: along the largest, back along the smallest} */
  private static double[] around(List<Spread> y) {
    double[] outline = new double[2 * y.size()];
    fill(outline, y, Spread::most, 0, 1);
    fill(outline, y, Spread::least, outline.length - 1, -1);
    return outline;
  }

  private static void fill(
      double[] outline, List<Spread> y, ToDoubleFunction<Spread> edge, int from, int step) {
    for (int i = 0; i < y.size(); i++) {
      outline[from + step * i] = edge.applyAsDouble(y.get(i));
    }
  }
}
