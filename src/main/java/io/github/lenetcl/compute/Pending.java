package io.github.lenetcl.compute;

/**
 * A result that a device may still be working on.
 *
 * @param <T> the result
 */
public interface Pending<T> {

  /** {@return whether {@link #await()} would return at once} Never blocks. */
  boolean isDone();

  /**
   * Waits for the result.
   *
   * @return the result
   * @throws DeviceException if the device failed
   */
  T await();

  /**
   * {@return a result that is there already}
   *
   * @param value the result
   * @param <T> its type
   */
  static <T> Pending<T> of(T value) {
    return new Pending<>() {
      @Override
      public boolean isDone() {
        return true;
      }

      @Override
      public T await() {
        return value;
      }
    };
  }
}
