package io.github.lenetcl.data.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Closes a stream from which nothing has come for too long, so that a read that would wait forever
 * fails. (A request's own timeout ends with the response's headers.)
 */
final class Watchdog implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Watchdog.class.getName());

  private final InputStream stream;
  private final long patience;
  private final Thread thread;
  private volatile long fed = System.nanoTime();
  private volatile boolean bitten;

  Watchdog(InputStream stream, Duration patience) {
    this.stream = stream;
    this.patience = patience.toNanos();
    this.thread = new Thread(this::watch, "lenet-fetch-watchdog");
    thread.setDaemon(true);
    thread.start();
  }

  /** Something has come. */
  void feed() {
    fed = System.nanoTime();
  }

  /** Whether the stream was closed for its silence. */
  boolean hasBitten() {
    return bitten;
  }

  private void watch() {
    try {
      for (long left = patience; left > 0; left = patience - (System.nanoTime() - fed)) {
        Thread.sleep(left / 1_000_000 + 1);
      }
      bitten = true;
      stream.close();
    } catch (InterruptedException e) {
      return; // closed in time
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "closing a silent connection failed", e);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
