package io.github.lenetcl.compute.opencl.device;

/**
 * The size of a kernel's work-groups, the same as the kernel was compiled for.
 *
 * @param x work-items along the first dimension
 * @param y along the second
 * @param z along the third
 */
public record WorkGroup(int x, int y, int z) {

  /** The most work-items that the general kernels take. */
  static final int LIMIT = 256;

  /** Checks that the general kernels can have it. */
  public WorkGroup {
    if (x < 1 || y < 1 || z < 1 || x * y * z > LIMIT) {
      throw new IllegalArgumentException("a work-group of " + x + "x" + y + "x" + z);
    }
  }

  /** A work-group along one dimension. */
  public static WorkGroup of(int x) {
    return new WorkGroup(x, 1, 1);
  }

  /** Returns how many work-items it has. */
  public int size() {
    return x * y * z;
  }

  /**
   * Returns the groups that so many work-items along one dimension fill, the last maybe in part.
   */
  public Grid gridFor(long items) {
    return Grid.of((items + x - 1) / x);
  }

  /** Returns how many pieces of a size cover a whole. */
  public static int ceilDiv(int whole, int size) {
    return (whole + size - 1) / size;
  }
}
