package io.github.lenetcl.compute;

/**
 * Images kept on a device, with the scaling that makes them inputs. Of use only to plans of the
 * same backend.
 */
public interface ResidentImages extends AutoCloseable {

  /** {@return the number of images} */
  int count();

  /** Frees the device's memory; closing twice does nothing. */
  @Override
  void close();
}
