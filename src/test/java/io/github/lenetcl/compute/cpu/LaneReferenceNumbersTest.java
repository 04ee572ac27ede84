package io.github.lenetcl.compute.cpu;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.ReferenceNumbers;

class LaneReferenceNumbersTest extends ReferenceNumbers {

  @Override
  protected Backend open() {
    return CpuBackend.lanes(2);
  }
}
