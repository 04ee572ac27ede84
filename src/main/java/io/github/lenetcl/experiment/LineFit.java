package io.github.lenetcl.experiment;

import java.util.List;

/**
 * The straight line with the least squared distances along y.
 *
 * @param offset its value at x = 0
 * @param slope its slope
 */
record LineFit(double offset, double slope) {

  /**
   * Fits a line.
   *
   * @param points at least two, with different x
   */
  static LineFit of(List<double[]> points) {
    double meanX = points.stream().mapToDouble(point -> point[0]).average().orElseThrow();
    double meanY = points.stream().mapToDouble(point -> point[1]).average().orElseThrow();
    double covariance = 0;
    double variance = 0;
    for (double[] point : points) {
      covariance += (point[0] - meanX) * (point[1] - meanY);
      variance += (point[0] - meanX) * (point[0] - meanX);
    }
    double slope = covariance / variance;
    return new LineFit(meanY - slope * meanX, slope);
  }

  double at(double x) {
    return offset + slope * x;
  }
}
