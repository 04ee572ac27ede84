package io.github.lenetcl.compute.opencl.device;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is made when it is first asked for. For one thread at a time.
 *
 * @param <T> what it is
 */
public final class Lazy<T> implements Supplier<T> {

  private final Supplier<T> maker;
  private Optional<T> made = Optional.empty();

  /** Knows how to make it. */
  public Lazy(Supplier<T> maker) {
    this.maker = maker;
  }

  @Override
  public T get() {
    if (made.isEmpty()) {
      made = Optional.of(maker.get());
    }
    return made.get();
  }
}
