package io.github.lenetcl.compute.opencl;

import io.github.lenetcl.compute.Pending;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Tally;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jocl.Sizeof;

/**
 * The samples of a call in their order, and what their losses came to. It goes to the device and
 * comes back once a call, without waiting.
 */
final class SampleBook implements AutoCloseable {

  private final Workspace workspace;
  private final List<Upload> uploads = new ArrayList<>();
  private final List<PendingTally> tallies = new ArrayList<>();
  private int room;
  private ClBuffer order;
  private ClBuffer losses;
  private ClBuffer marks;

  /** Memory of the host's that a transfer reads until its event. */
  private record Upload(ClEvent event, ByteBuffer memory) {}

  SampleBook(Workspace workspace, int capacity) {
    this.workspace = workspace;
    open(capacity);
  }

  private void open(int samples) {
    room = samples;
    order = workspace.ints("order of the samples", samples);
    losses = workspace.floats("losses", samples);
    marks = workspace.bytes("marks of the samples", samples);
  }

  /** Hands over the samples' order. */
  void write(Source.Samples samples) {
    if (samples.count() > room) {
      workspace.queue().finish();
      workspace.free(order);
      workspace.free(losses);
      workspace.free(marks);
      open(Math.max(samples.count(), (int) Math.min(2L * room, Integer.MAX_VALUE / 8)));
    }
    ByteBuffer memory = direct(samples.count() * Sizeof.cl_int);
    memory.asIntBuffer().put(samples.order(), samples.from(), samples.count());
    uploads.removeIf(SampleBook::closeIfDone);
    uploads.add(new Upload(workspace.queue().writeLater(order, memory), memory));
  }

  private static boolean closeIfDone(Upload upload) {
    boolean done = upload.event().isDone();
    if (done) {
      upload.event().close();
    }
    return done;
  }

  /** Asks for the losses of the first samples, as they are when the queue gets there. */
  Pending<Tally> read(int samples) {
    ByteBuffer lossMemory = direct(samples * Sizeof.cl_float);
    ByteBuffer markMemory = direct(samples);
    workspace.queue().readLater(losses, lossMemory).close();
    ClEvent event = workspace.queue().readLater(marks, markMemory);
    workspace.queue().flush();
    PendingTally tally = new PendingTally(event, lossMemory, markMemory);
    tallies.removeIf(PendingTally::isDone);
    tallies.add(tally);
    return tally;
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  ClBuffer order() {
    return order;
  }

  ClBuffer losses() {
    return losses;
  }

  /** Returns for each sample whether it was misread (1) and whether it is no result (2). */
  ClBuffer marks() {
    return marks;
  }

  /** Takes in what is still on its way; the tallies stay readable. */
  @Override
  public void close() {
    tallies.forEach(PendingTally::settle);
    tallies.clear();
    uploads.forEach(upload -> upload.event().close());
    uploads.clear();
  }
}
