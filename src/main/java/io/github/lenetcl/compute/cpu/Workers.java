package io.github.lenetcl.compute.cpu;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/** A fixed number of threads that share out numbered tasks, the caller's among them. */
final class Workers implements AutoCloseable {

  private final int threads;
  private final ExecutorService helpers;

  Workers(int threads) {
    this.threads = threads;
    this.helpers =
        Executors.newFixedThreadPool(
            Math.max(1, threads - 1),
            task -> {
              Thread thread = new Thread(task, "lenet-cpu");
              thread.setDaemon(true);
              return thread;
            });
  }

  int threads() {
    return threads;
  }

  /**
   * Runs tasks 0 … count − 1, each once, in any order, and returns when all have run. The first
   * exception is thrown on.
   */
  void run(int count, IntConsumer task) {
    int helping = Math.min(threads, count) - 1;
    if (helping <= 0) {
      for (int i = 0; i < count; i++) {
        task.accept(i);
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    CountDownLatch done = new CountDownLatch(helping);
    for (int helper = 0; helper < helping; helper++) {
      helpers.execute(
          () -> {
            drain(next, count, task, failure);
            done.countDown();
          });
    }
    drain(next, count, task, failure);
    awaitUninterruptibly(done);
    Throwable thrown = failure.get();
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
  }

  private static void drain(
      AtomicInteger next, int count, IntConsumer task, AtomicReference<Throwable> failure) {
    try {
      for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
        task.accept(i);
      }
    } catch (RuntimeException | Error thrown) {
      failure.compareAndSet(null, thrown);
    }
  }

  private static void awaitUninterruptibly(CountDownLatch done) {
    boolean interrupted = false;
    while (true) {
      try {
        done.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    helpers.shutdown();
  }
}
