package io.github.lenetcl.compute.opencl.device;

import java.util.ArrayDeque;
import java.util.Deque;

/** Keeps a queue from growing without bound: it waits where too many samples are under way. */
public final class Throttle implements AutoCloseable {

  private static final int SAMPLES_BETWEEN_MARKS = 16;
  private static final int MARKS = 8;

  private final ClQueue queue;
  private final Deque<ClEvent> marks = new ArrayDeque<>();
  private int samples;

  /** Watches a queue. */
  public Throttle(ClQueue queue) {
    this.queue = queue;
  }

  /** Counts the samples of a step that has been enqueued. */
  public void enqueued(int count) {
    samples += count;
    if (samples < SAMPLES_BETWEEN_MARKS) {
      return;
    }
    samples = 0;
    marks.add(queue.mark());
    queue.flush();
    if (marks.size() > MARKS) {
      try (ClEvent oldest = marks.remove()) {
        oldest.await();
      }
    }
  }

  @Override
  public void close() {
    marks.forEach(ClEvent::close);
    marks.clear();
  }
}
