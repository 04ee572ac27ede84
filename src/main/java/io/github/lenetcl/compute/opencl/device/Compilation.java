package io.github.lenetcl.compute.opencl.device;

import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A driver's compiler at work. Once it has worked for a second in all, one line says what people
 * are waiting for; a process says so once.
 */
final class Compilation {

  private static final System.Logger LOG = System.getLogger(Compilation.class.getName());
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);
  private static final AtomicLong SPENT = new AtomicLong();
  private static final AtomicBoolean TOLD = new AtomicBoolean();

  private final long begin = System.nanoTime();
  private volatile boolean ended;

  private Compilation() {}

  /** Does work in which a device's driver may compile, while no other thread does. */
  static void during(String device, Runnable work) {
    Compilation compilation = new Compilation();
    if (!TOLD.get()) {
      long left = Math.max(0, PATIENCE - SPENT.get());
      CompletableFuture.delayedExecutor(left, TimeUnit.NANOSECONDS)
          .execute(() -> compilation.tell(device));
    }
    FaultHandler.LOCK.lock();
    try {
      work.run();
    } finally {
      FaultHandler.LOCK.unlock();
      compilation.ended = true;
      SPENT.addAndGet(System.nanoTime() - compilation.begin);
    }
  }

  /** Begins to count anew, for tests. */
  static void forget() {
    SPENT.set(0);
    TOLD.set(false);
  }

  private void tell(String device) {
    if (!ended && TOLD.compareAndSet(false, true)) {
      LOG.log(
          Level.INFO,
          "compiling kernels for {0}: it happens once for a network and is kept for the next run",
          device);
    }
  }
}
