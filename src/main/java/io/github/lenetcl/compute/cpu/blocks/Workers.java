package io.github.lenetcl.compute.cpu.blocks;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * A fixed number of threads that share out numbered tasks, the caller's among them.
 *
 * <p>An update of a small batch is a dozen such shares of some ten microseconds each, and waking a
 * thread takes as long: so a thread that has nothing to do looks out for the next tasks for a
 * moment before it goes to sleep.
 */
public final class Workers implements AutoCloseable {

  /** How long a thread looks out before it sleeps: a few times what waking it takes. */
  private static final long PATIENCE_NANOS = 50_000;

  private final int threads;
  private final Thread[] helpers;

  /** Set while the helpers work for somebody; others do their tasks alone. */
  private final AtomicBoolean taken = new AtomicBoolean();

  private volatile Job job = Job.NONE;
  private volatile boolean closed;

  public Workers(int threads) {
    this.threads = threads;
    helpers = new Thread[Math.max(0, threads - 1)];
  }

  /** A numbered task for one of the threads. */
  public interface Task {

    /**
     * Does it.
     *
     * @param number which of the tasks
     * @param worker which of the threads is at work, below {@link #threads()}
     */
    public void run(int number, int worker);
  }

  public int threads() {
    return threads;
  }

  /**
   * Runs tasks 0 … count − 1, each once, in any order, and returns when all have run. As long as it
   * has any, a thread takes tasks of a share that is its own each time, whose data its cache may
   * hold. The first exception is thrown on.
   */
  public void run(int count, IntConsumer task) {
    run(count, (number, worker) -> task.accept(number));
  }

  /** Runs tasks likewise that are told which thread runs them. */
  public void run(int count, Task task) {
    int helping = Math.min(threads, count) - 1;
    if (helping <= 0 || closed || !taken.compareAndSet(false, true)) {
      for (int i = 0; i < count; i++) {
        task.run(i, 0);
      }
      return;
    }
    Job mine = new Job(count, task, helping);
    try {
      job = mine;
      for (int h = 0; h < helping; h++) {
        wake(h);
      }
      mine.drain(0);
      mine.await();
    } finally {
      job = Job.NONE;
      taken.set(false);
    }
    mine.rethrow();
  }

  private void wake(int helper) {
    if (helpers[helper] == null) {
      helpers[helper] = new Thread(() -> help(helper + 1), "lenet-cpu-" + (helper + 1));
      helpers[helper].setDaemon(true);
      helpers[helper].start();
    } else {
      LockSupport.unpark(helpers[helper]);
    }
  }

  private void help(int worker) {
    Job last = Job.NONE;
    while (!closed) {
      Job next = awaitAfter(last);
      if (next != last && worker <= next.helping) {
        next.drain(worker);
        next.leave();
      }
      last = next;
    }
  }

  /** Returns the next tasks, or the last again when there is no more to wait for. */
  private Job awaitAfter(Job last) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (job == last && !closed) {
      if (System.nanoTime() < end) {
        Thread.onSpinWait();
      } else {
        LockSupport.park(this);
      }
    }
    return job;
  }

  @Override
  public void close() {
    closed = true;
    for (Thread helper : helpers) {
      if (helper != null) {
        LockSupport.unpark(helper);
      }
    }
  }

  /** Tasks, and who is still at them. */
  private static final class Job {

    /** Counters are so far apart, or threads would wait for each other's line of the cache. */
    private static final int APART = 16;

    /** There has been nothing to do yet. */
    static final Job NONE = new Job(0, (task, worker) -> {}, 0);

    final int helping;
    private final int count;
    private final Task task;

    /** The caller, once it waits. */
    private final AtomicReference<Thread> waiting = new AtomicReference<>();

    /** Each thread's next task: it takes those of its own share first. */
    private final AtomicIntegerArray next;

    private final AtomicInteger working;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Job(int count, Task task, int helping) {
      this.count = count;
      this.task = task;
      this.helping = helping;
      working = new AtomicInteger(helping);
      next = new AtomicIntegerArray((helping + 1) * APART);
      for (int share = 0; share <= helping; share++) {
        next.set(share * APART, begin(share));
      }
    }

    private int begin(int share) {
      return (int) ((long) count * share / (helping + 1));
    }

    /** Does the tasks of a thread's own share, and then those that others have left. */
    void drain(int worker) {
      try {
        for (int turn = 0; turn <= helping; turn++) {
          int share = (worker + turn) % (helping + 1);
          int end = begin(share + 1);
          for (int i = next.getAndIncrement(share * APART);
              i < end;
              i = next.getAndIncrement(share * APART)) {
            task.run(i, worker);
          }
        }
      } catch (RuntimeException | Error thrown) {
        failure.compareAndSet(null, thrown);
      }
    }

    void leave() {
      if (working.decrementAndGet() == 0) {
        LockSupport.unpark(waiting.get());
      }
    }

    /** Waits for the helpers, whether interrupted or not. */
    void await() {
      boolean interrupted = false;
      waiting.set(Thread.currentThread());
      long end = System.nanoTime() + PATIENCE_NANOS;
      while (working.get() > 0) {
        if (System.nanoTime() < end) {
          Thread.onSpinWait();
        } else {
          LockSupport.park(this);
          interrupted |= Thread.interrupted();
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    void rethrow() {
      Throwable thrown = failure.get();
      if (thrown instanceof RuntimeException exception) {
        throw exception;
      }
      if (thrown instanceof Error error) {
        throw error;
      }
    }
  }
}
