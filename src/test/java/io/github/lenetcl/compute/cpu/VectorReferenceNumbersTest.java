package io.github.lenetcl.compute.cpu;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.ReferenceNumbers;

class VectorReferenceNumbersTest extends ReferenceNumbers {

  @Override
  protected Backend open() {
    return VectorCpuForTests.open();
  }
}
