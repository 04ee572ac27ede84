package io.github.lenetcl.compute.cpu;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.ReferenceNumbers;

class CpuReferenceNumbersTest extends ReferenceNumbers {

  @Override
  protected Backend open() {
    return CpuBackend.plain(2);
  }
}
