package io.github.lenetcl.compute.opencl;

/**
 * The size of a kernel's work-groups, the same as the kernel was compiled for.
 *
 * @param x work-items along the first dimension
 * @param y along the second
 * @param z along the third
 */
record WorkGroup(int x, int y, int z) {

  /** The most work-items that the general kernels take. */
  static final int LIMIT = 256;

  WorkGroup {
    if (x < 1 || y < 1 || z < 1 || x * y * z > LIMIT) {
      throw new IllegalArgumentException("a work-group of " + x + "x" + y + "x" + z);
    }
  }

  /** A work-group along one dimension. */
  static WorkGroup of(int x) {
    return new WorkGroup(x, 1, 1);
  }

  int size() {
    return x * y * z;
  }
}
