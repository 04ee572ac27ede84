package io.github.lenetcl.serve;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads that answer requests: most of the time they wait. */
final class Threads {

  private static final int MOST = 256;

  private Threads() {}

  /** Virtual threads where this Java has them, since 21, or else a pool. */
  static ExecutorService executor() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      ThreadPoolExecutor pool =
          new ThreadPoolExecutor(
              0,
              MOST,
              30,
              TimeUnit.SECONDS,
              new SynchronousQueue<>(),
              task -> {
                Thread thread = new Thread(task, "request");
                thread.setDaemon(true);
                return thread;
              });
      // The thread that accepts connections does it itself, and so accepts no more meanwhile.
      pool.setRejectedExecutionHandler(new ThreadPoolExecutor.CallerRunsPolicy());
      return pool;
    }
  }
}
