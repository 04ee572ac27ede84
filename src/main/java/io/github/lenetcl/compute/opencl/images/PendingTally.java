package io.github.lenetcl.compute.opencl.images;

import io.github.lenetcl.compute.DeviceException;
import io.github.lenetcl.compute.Pending;
import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.compute.opencl.device.ClEvent;
import io.github.lenetcl.compute.opencl.device.ClQueue;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Losses that a device is still working on. They are read, and the event is closed, as soon as they
 * are seen to be there.
 */
final class PendingTally implements Pending<Tally> {

  private final ClQueue transfers;
  private final ClEvent event;
  private final SampleResults.Page page;
  private final int samples;
  private final Consumer<SampleResults.Page> giveBack;
  private Optional<Tally> tally = Optional.empty();
  private Optional<DeviceException> failure = Optional.empty();

  /**
   * Waits for a page.
   *
   * @param transfers a queue that is free when the event comes
   * @param event when the losses are there
   * @param page where they are
   * @param samples how many
   * @param giveBack takes the page when it has been read
   */
  PendingTally(
      ClQueue transfers,
      ClEvent event,
      SampleResults.Page page,
      int samples,
      Consumer<SampleResults.Page> giveBack) {
    this.transfers = transfers;
    this.event = event;
    this.page = page;
    this.samples = samples;
    this.giveBack = giveBack;
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
      float[] losses = transfers.floats(page.losses(), samples);
      byte[] marks = transfers.bytes(page.marks(), 0, samples);
      tally = Optional.of(tally(losses, marks));
    } catch (DeviceException e) {
      failure = Optional.of(e);
    }
    event.close();
    giveBack.accept(page);
  }

  /** After something that was not finite no loss counts, be it finite itself. */
  private static Tally tally(float[] losses, byte[] marks) {
    byte[] misread = new byte[marks.length];
    int failed = -1;
    for (int i = 0; i < marks.length; i++) {
      misread[i] = (byte) (marks[i] & 1);
      if (failed < 0 && (marks[i] & 2) != 0) {
        failed = i;
      }
    }
    return Tally.of(losses, misread).failedFrom(failed);
  }
}
