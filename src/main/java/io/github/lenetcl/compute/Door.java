package io.github.lenetcl.compute;

import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * The only way to something that must not be freed while it is used: closing waits for the calls
 * under way, and who comes later is refused.
 */
final class Door {

  private final String what;
  private final Optional<Door> outer;

  /** In turns: a thread that calls again at once would keep all others waiting. */
  private final ReadWriteLock lock = new ReentrantReadWriteLock(true);

  /** Set before the lock is asked for, so that callers who keep coming do not keep it from us. */
  private volatile boolean closing;

  private boolean closed;

  /**
   * A door.
   *
   * @param what what is behind it, for messages
   * @param outer the door of what this is a part of
   */
  Door(String what, Optional<Door> outer) {
    this.what = what;
    this.outer = outer;
  }

  /** Makes a call that no other may run beside. */
  <T> T alone(Supplier<T> call) {
    return through(lock.writeLock(), call);
  }

  /** Makes a call beside which others of this kind may run. */
  <T> T beside(Supplier<T> call) {
    return through(lock.readLock(), call);
  }

  private <T> T through(Lock one, Supplier<T> call) {
    requireOpen();
    one.lock();
    try {
      requireOpen();
      return call.get();
    } finally {
      one.unlock();
    }
  }

  private void requireOpen() {
    outer.ifPresent(Door::requireOpen);
    if (closing) {
      throw new IllegalStateException("the " + what + " is closed");
    }
  }

  /** Makes a call that closing waits for, and that may be made after it too. */
  <T> T evenClosed(Supplier<T> call) {
    lock.writeLock().lock();
    try {
      return call.get();
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Makes such a call if it need not wait. */
  Optional<Boolean> evenClosedAtOnce(Supplier<Boolean> call) {
    if (!lock.writeLock().tryLock()) {
      return Optional.empty();
    }
    try {
      return Optional.of(call.get());
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Refuses calls from now on, waits for those under way, and frees, once. */
  void close(Runnable free) {
    closing = true;
    evenClosed(
        () -> {
          if (!closed) {
            closed = true;
            free.run();
          }
          return closed;
        });
  }
}
