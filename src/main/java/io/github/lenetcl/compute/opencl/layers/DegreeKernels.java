package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.Degree;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.Grid;

/**
 * A kernel for each degree of derivatives.
 *
 * @param first of first derivatives
 * @param second of second ones
 */
record DegreeKernels(ClKernel first, ClKernel second) {

  private ClKernel of(Degree degree) {
    return degree == Degree.FIRST ? first : second;
  }

  /** As {@link ClKernel#launch}. */
  void launch(Degree degree, Grid grid, Object... values) {
    of(degree).launch(grid, values);
  }

  /** As {@link ClKernel#launchFor}. */
  void launchFor(Degree degree, long items, Object... values) {
    of(degree).launchFor(items, values);
  }
}
