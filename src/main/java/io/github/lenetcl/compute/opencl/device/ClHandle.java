package io.github.lenetcl.compute.opencl.device;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** The one owner of an OpenCL object: closing it releases the object, once. */
public abstract class ClHandle implements AutoCloseable {

  private static final AtomicLong LIVE = new AtomicLong();

  private final AtomicBoolean closed = new AtomicBoolean();

  /** Counts an object that exists: call this once it has been created. */
  ClHandle() {
    LIVE.incrementAndGet();
  }

  /** Returns how many objects are held: zero, when everything is closed. */
  public static long live() {
    return LIVE.get();
  }

  @Override
  public final void close() {
    if (closed.compareAndSet(false, true)) {
      LIVE.decrementAndGet();
      release();
    }
  }

  abstract void release();
}
