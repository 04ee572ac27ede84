package io.github.lenetcl.compute.opencl.device;

/**
 * The work-groups of a launch.
 *
 * @param x along the first dimension
 * @param y along the second
 * @param z along the third
 */
public record Grid(long x, long y, long z) {

  /** Work-groups along one dimension. */
  public static Grid of(long x) {
    return new Grid(x, 1, 1);
  }

  @Override
  public String toString() {
    return x + "x" + y + "x" + z;
  }
}
