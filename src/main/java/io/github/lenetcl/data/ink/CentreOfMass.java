package io.github.lenetcl.data.ink;

/**
 * Where the mass of a square sheet of levels is centred.
 *
 * @param x from its left, in pixels
 * @param y from its top
 */
record CentreOfMass(double x, double y) {
  /**
   * A centre as near as this to a whole number is summed up again pixel by pixel: where the whole
   * number decides, rounding must not depend on how it is summed up.
   */
  private static final double NEAR = 1e-6;

  /** The centre of levels, row by row, rounded in one order wherever whole numbers decide. */
  static CentreOfMass of(float[] sheet, int side) {
    // Sums of rows and of columns do not wait for one another.
    double[] rows = new double[side];
    double[] columns = new double[side];
    for (int row = 0, at = 0; row < side; row++) {
      double sum = 0;
      for (int column = 0; column < side; column++, at++) {
        sum += sheet[at];
        columns[column] += sheet[at];
      }
      rows[row] = sum;
    }
    CentreOfMass centre = new CentreOfMass(middle(columns), middle(rows));
    return isNearWhole(centre.x) || isNearWhole(centre.y) ? inOrder(sheet, side) : centre;
  }

  private static double middle(double[] sums) {
    double mass = 0;
    double moment = 0;
    for (int i = 0; i < sums.length; i++) {
      mass += sums[i];
      moment += sums[i] * (i + 0.5);
    }
    return moment / mass;
  }

  private static boolean isNearWhole(double centre) {
    return Math.abs(centre - Math.rint(centre)) < NEAR;
  }

  private static CentreOfMass inOrder(float[] sheet, int side) {
    double mass = 0;
    double x = 0;
    double y = 0;
    for (int row = 0, at = 0; row < side; row++) {
      for (int column = 0; column < side; column++, at++) {
        mass += sheet[at];
        x += sheet[at] * (column + 0.5);
        y += sheet[at] * (row + 0.5);
      }
    }
    return new CentreOfMass(x / mass, y / mass);
  }
}
