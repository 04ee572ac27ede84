package io.github.lenetcl.compute;

/**
 * A device that is not there, or that failed: one line that names it, what happened and the likely
 * remedy.
 */
public final class DeviceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes one.
   *
   * @param message one line
   */
  public DeviceException(String message) {
    super(message);
  }

  /**
   * Makes one with its cause.
   *
   * @param message one line
   * @param cause what the device's library threw
   */
  public DeviceException(String message, Throwable cause) {
    super(message, cause);
  }
}
