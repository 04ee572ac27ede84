package io.github.lenetcl.compute.opencl;

import io.github.lenetcl.compute.DeviceException;
import io.github.lenetcl.compute.Pending;
import io.github.lenetcl.compute.Tally;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Losses on their way from the device. The event is closed as soon as they are seen to be there.
 */
final class PendingTally implements Pending<Tally> {

  private final ClEvent event;
  private final ByteBuffer losses;
  private final ByteBuffer marks;
  private Optional<Tally> tally = Optional.empty();
  private Optional<DeviceException> failure = Optional.empty();

  PendingTally(ClEvent event, ByteBuffer losses, ByteBuffer marks) {
    this.event = event;
    this.losses = losses;
    this.marks = marks;
  }

  @Override
  public synchronized boolean isDone() {
    if (tally.isEmpty() && failure.isEmpty() && event.isDone()) {
      settle();
    }
    return tally.isPresent() || failure.isPresent();
  }

  @Override
  public synchronized Tally await() {
    settle();
    return tally.orElseThrow(failure::orElseThrow);
  }

  /** Waits, and keeps what came, be it a failure. */
  synchronized void settle() {
    if (tally.isPresent() || failure.isPresent()) {
      return;
    }
    try {
      event.await();
      float[] values = new float[marks.capacity()];
      losses.asFloatBuffer().get(values);
      tally = Optional.of(tally(values));
    } catch (DeviceException e) {
      failure = Optional.of(e);
    }
    event.close();
  }

  /** After something that was not finite no loss counts, be it finite itself. */
  private Tally tally(float[] values) {
    byte[] misread = new byte[values.length];
    int failed = -1;
    for (int i = 0; i < values.length; i++) {
      misread[i] = (byte) (marks.get(i) & 1);
      if (failed < 0 && (marks.get(i) & 2) != 0) {
        failed = i;
      }
    }
    return Tally.of(values, misread).failedFrom(failed);
  }
}
