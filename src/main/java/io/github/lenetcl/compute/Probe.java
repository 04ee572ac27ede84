package io.github.lenetcl.compute;

/**
 * Two pieces of work that show what a device can do at best: arithmetic that needs no memory, and
 * traffic in memory that needs no arithmetic. Both return when the device has finished; whoever
 * asks keeps the time.
 */
public interface Probe extends AutoCloseable {

  /**
   * Computes chains of multiply-adds in registers, as many at once as the device needs to be busy.
   *
   * @param rounds how much of it, at least 1; the time grows in proportion
   * @return the floating-point operations done, two for each multiply-add
   */
  long arithmetic(int rounds);

  /**
   * Copies memory that is larger than most caches.
   *
   * @param rounds how often, at least 1
   * @return the bytes read and the bytes written, added up
   */
  long copy(int rounds);

  /** Frees the memory; closing twice does nothing. */
  @Override
  void close();
}
