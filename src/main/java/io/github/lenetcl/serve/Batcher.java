package io.github.lenetcl.serve;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Puts work of many requests into batches. What comes alone is done at once: a batch waits only for
 * items that are known to be on their way, and for those no longer than a given time.
 *
 * @param <T> an item of work
 * @param <R> what comes of one
 */
final class Batcher<T, R> implements AutoCloseable {

  /** How long until it is seen that the batcher was closed. */
  private static final long NAP_MILLIS = 200;

  private record Job<T, R>(T item, CompletableFuture<R> result) {}

  private final Function<List<T>, List<R>> work;
  private final int most;
  private final long waitNanos;
  private final IntConsumer sizes;
  private final LinkedBlockingQueue<Job<T, R>> queue = new LinkedBlockingQueue<>();
  private final AtomicInteger coming = new AtomicInteger();
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Begins to work.
   *
   * @param name what its thread is called
   * @param most items of a batch
   * @param wait how long a batch waits for what is on its way
   * @param work does a batch: a result for each item
   * @param sizes is told the size of each batch
   */
  Batcher(
      String name, int most, Duration wait, Function<List<T>, List<R>> work, IntConsumer sizes) {
    this.work = work;
    this.most = most;
    this.waitNanos = wait.toNanos();
    this.sizes = sizes;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Tells of an item that is being made ready; {@link #submit} or {@link #absent} follows. */
  void announce() {
    coming.incrementAndGet();
  }

  /** Takes an announcement back. */
  void absent() {
    coming.decrementAndGet();
  }

  /** Takes an item that was announced. */
  CompletableFuture<R> submit(T item) {
    Job<T, R> job = new Job<>(item, new CompletableFuture<>());
    queue.add(job);
    coming.decrementAndGet();
    if (closed) {
      refuseAll();
    }
    return job.result;
  }

  private void run() {
    List<Job<T, R>> batch = new ArrayList<>();
    while (!closed) {
      try {
        Job<T, R> first = queue.poll(NAP_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
          batch.add(first);
          fill(batch);
        }
      } catch (InterruptedException e) {
        closed = true;
      }
      if (!batch.isEmpty()) {
        sizes.accept(batch.size());
        answer(batch);
        batch.clear();
      }
    }
    refuseAll();
  }

  private void fill(List<Job<T, R>> batch) throws InterruptedException {
    long deadline = System.nanoTime() + waitNanos;
    while (batch.size() < most) {
      queue.drainTo(batch, most - batch.size());
      long left = deadline - System.nanoTime();
      if (batch.size() == most || coming.get() <= 0 || left <= 0) {
        return;
      }
      Job<T, R> next = queue.poll(left, TimeUnit.NANOSECONDS);
      if (next == null) {
        return;
      }
      batch.add(next);
    }
  }

  /** One that fails does not take the others of its batch with it. */
  private void answer(List<Job<T, R>> batch) {
    try {
      List<R> results = work.apply(batch.stream().map(Job::item).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).result.complete(results.get(i));
      }
    } catch (RuntimeException | Error e) {
      // Whatever it is: without this thread all later requests would wait in vain.
      if (batch.size() > 1) {
        batch.forEach(job -> answer(List.of(job)));
      } else {
        batch.get(0).result.completeExceptionally(e);
      }
    }
  }

  private void refuseAll() {
    List<Job<T, R>> rest = new ArrayList<>();
    queue.drainTo(rest);
    rest.forEach(job -> job.result.completeExceptionally(Problem.of(503, "the service is ending")));
  }

  /** Ends after the batch in hand; what waits is refused. */
  @Override
  public void close() {
    closed = true;
    try {
      thread.join(TimeUnit.SECONDS.toMillis(30));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
