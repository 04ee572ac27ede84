package io.github.lenetcl.compute.opencl.images;

import io.github.lenetcl.compute.Pending;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClEvent;
import io.github.lenetcl.compute.opencl.device.ClQueue;
import io.github.lenetcl.compute.opencl.device.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The samples of a call in their order, and what their losses came to. Each call has a page of its
 * own, which is written before the call's work is enqueued and read after it is done, both on
 * another queue: nobody waits for the work between. (Transfers that JOCL does not wait for cost a
 * thread that does.)
 */
public final class SampleResults implements AutoCloseable {

  /** Pages that are kept for calls to come. */
  private static final int SPARE = 4;

  private final Workspace workspace;
  private final ClQueue transfers;
  private final int capacity;
  private final Queue<Page> free = new ConcurrentLinkedQueue<>();
  private final List<Left> left = new ArrayList<>();
  private final List<PendingTally> tallies = new ArrayList<>();
  private Optional<Page> current = Optional.empty();

  /**
   * Room for the samples of a call.
   *
   * @param room the most samples
   * @param order the indices of their images
   * @param losses the loss of each
   * @param marks for each whether it was misread (1) and whether it is no result (2)
   */
  record Page(int room, ClBuffer order, ClBuffer losses, ClBuffer marks) {}

  /** A page whose losses nobody asked for, in use until the event. */
  private record Left(Page page, ClEvent event) {}

  /** Opens a queue for transfers. Pages have room for a capacity at least. */
  public SampleResults(Workspace workspace, int capacity) {
    this.workspace = workspace;
    this.capacity = capacity;
    transfers = new ClQueue(workspace.queue().context());
  }

  /** Turns to a page with the samples' order. */
  public void write(Source.Samples samples) {
    current.ifPresent(page -> left.add(new Left(page, workspace.queue().mark())));
    left.removeIf(this::isFree);
    tallies.removeIf(PendingTally::isDone);
    Page page = page(samples.count());
    current = Optional.of(page);
    int end = samples.from() + samples.count();
    int[] order = Arrays.copyOfRange(samples.order(), samples.from(), end);
    transfers.write(page.order(), order);
  }

  private boolean isFree(Left page) {
    boolean done = page.event().isDone();
    if (done) {
      page.event().close();
      free.add(page.page());
    }
    return done;
  }

  private Page page(int samples) {
    while (free.size() > SPARE) {
      free(free.remove());
    }
    for (Page page : free) {
      if (page.room() >= samples && free.remove(page)) {
        return page;
      }
    }
    int room = Math.max(samples, capacity);
    return new Page(
        room,
        workspace.ints("order of the samples", room),
        workspace.floats("losses", room),
        workspace.bytes("marks of the samples", room));
  }

  private void free(Page page) {
    workspace.free(page.order());
    workspace.free(page.losses());
    workspace.free(page.marks());
  }

  /** Asks for the losses of the page's first samples, as they are when the queue gets there. */
  public Pending<Tally> read(int samples) {
    ClEvent event = workspace.queue().mark();
    workspace.queue().flush();
    PendingTally tally = new PendingTally(transfers, event, page(), samples, free::add);
    current = Optional.empty();
    tallies.add(tally);
    return tally;
  }

  private Page page() {
    return current.orElseThrow(() -> new IllegalStateException("no samples are under way"));
  }

  /** Returns the indices of the call's images. */
  public ClBuffer order() {
    return page().order();
  }

  /** Returns where the losses go, a float for each sample. */
  public ClBuffer losses() {
    return page().losses();
  }

  /** Returns where the marks go, a byte for each sample. */
  public ClBuffer marks() {
    return page().marks();
  }

  /** Takes in what is still on its way; the tallies stay readable. */
  @Override
  public void close() {
    tallies.forEach(PendingTally::settle);
    tallies.clear();
    left.forEach(page -> page.event().close());
    left.clear();
    transfers.close();
  }
}
