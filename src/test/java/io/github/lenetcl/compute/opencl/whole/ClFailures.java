package io.github.lenetcl.compute.opencl.whole;

import io.github.lenetcl.compute.DeviceException;
import org.jocl.CLException;

/** Failures as a device tells them: a class of its own, since JOCL may not be there. */
final class ClFailures {

  private ClFailures() {}

  static DeviceException of(int code) {
    return new DeviceException("out of order", new CLException("failed", code));
  }
}
