package io.github.lenetcl.compute.opencl;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.ReferenceNumbers;

class OpenClReferenceNumbersTest extends ReferenceNumbers {

  @Override
  protected Backend open() {
    return OpenClForTests.open();
  }
}
