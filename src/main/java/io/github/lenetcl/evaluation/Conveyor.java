package io.github.lenetcl.evaluation;

import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.data.ImageBatch;
import io.github.lenetcl.data.ImageStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Takes a stream through a device in three steps that run side by side: while the answers to one
 * batch are told, the next is on the device, and the one after that is read and brought there. No
 * other batch is in memory.
 */
final class Conveyor implements AutoCloseable {

  private static final Future<Optional<Loaded>> NOTHING =
      CompletableFuture.completedFuture(Optional.empty());

  private final ImageStream images;
  private final int batch;
  private final Function<ImageBatch, ResidentImages> load;
  private final Function<ResidentImages, List<Answer>> compute;
  private final ExecutorService reading = thread("lenet reading");
  private final ExecutorService computing = thread("lenet classifying");
  private Future<Optional<Loaded>> read;

  /** A batch on the device. */
  private record Loaded(ImageBatch batch, ResidentImages resident) {}

  /** A batch that has been there. */
  private record Answered(ImageBatch batch, List<Answer> answers) {}

  /**
   * Begins to read.
   *
   * @param images the stream, which stays the caller's to close
   * @param batch how many images go together
   * @param load brings images to the device; called by another thread than {@code compute}
   * @param compute classifies them
   */
  Conveyor(
      ImageStream images,
      int batch,
      Function<ImageBatch, ResidentImages> load,
      Function<ResidentImages, List<Answer>> compute) {
    this.images = images;
    this.batch = batch;
    this.load = load;
    this.compute = compute;
    read = reading.submit(this::read);
  }

  private static ExecutorService thread(String name) {
    return Executors.newSingleThreadExecutor(
        work -> {
          Thread thread = new Thread(work, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Runs to the end of the stream. */
  void run(BatchListener listener) throws IOException {
    Optional<Answered> last = Optional.empty();
    Optional<Loaded> loaded = take();
    while (loaded.isPresent()) {
      Loaded there = loaded.get();
      Future<Answered> next = computing.submit(() -> answer(there));
      read = reading.submit(this::read);
      tell(last, listener);
      last = Optional.of(get(next));
      loaded = take();
    }
    tell(last, listener);
  }

  private Optional<Loaded> take() throws IOException {
    Optional<Loaded> taken = get(read);
    read = NOTHING;
    return taken;
  }

  private Optional<Loaded> read() throws IOException {
    return images.next(batch).map(next -> new Loaded(next, load.apply(next)));
  }

  private Answered answer(Loaded loaded) {
    try (ResidentImages resident = loaded.resident()) {
      return new Answered(loaded.batch(), compute.apply(resident));
    }
  }

  private static void tell(Optional<Answered> answered, BatchListener listener) throws IOException {
    if (answered.isPresent()) {
      listener.answered(answered.get().batch(), answered.get().answers());
    }
  }

  private static <T> T get(Future<T> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("classification was interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      } else if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      } else if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new AssertionError("no other exception is declared", e);
    }
  }

  /** Waits for both threads, and takes a batch off the device that did not get its turn. */
  @Override
  public void close() {
    computing.shutdown();
    reading.shutdown();
    boolean interrupted = join(computing) | join(reading);
    try {
      take().ifPresent(left -> left.resident().close());
    } catch (IOException | RuntimeException e) {
      // It was never read; why does not matter any more.
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns whether this thread was interrupted meanwhile. */
  private static boolean join(ExecutorService thread) {
    boolean interrupted = false;
    while (!thread.isTerminated()) {
      try {
        thread.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    return interrupted;
  }
}
