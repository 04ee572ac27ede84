package io.github.lenetcl.data.forms;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.Entry;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for a reader of others. On a damaged file it may go round for ever, or wait for a thread of
 * its own that has given up: such a file is refused after a while.
 */
final class Patience implements Closeable {

  /** How long the next values of a file on a slow disk may take. */
  static final Duration USUAL = Duration.ofSeconds(60);

  private final Entry entry;
  private final Duration most;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread worker = new Thread(work, "lenet-reader");
            worker.setDaemon(true);
            return worker;
          });

  Patience(Entry entry, Duration most) {
    this.entry = entry;
    this.most = most;
  }

  /**
   * {@return what a call gives}
   *
   * @throws BadInputException if it does not end, or takes more memory than there is
   * @throws IOException if it fails so; what is thrown unchecked is thrown on
   */
  <T> T await(Callable<T> call) throws IOException {
    Future<T> answer = thread.submit(call);
    try {
      return answer.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      String limit = most.toMillis() / 1000.0 + " s";
      throw new BadInputException(
          entry.name() + ": damaged: its next values did not come within " + limit, e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(entry.name() + ": interrupted while it was read");
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  private IOException failure(Throwable cause) {
    if (cause instanceof OutOfMemoryError) {
      return new BadInputException(
          entry.name() + ": damaged, or larger than the memory; java -Xmx4g -jar … gives more",
          cause);
    } else if (cause instanceof Error error) {
      throw error;
    } else if (cause instanceof RuntimeException exception) {
      throw exception;
    }
    return cause instanceof IOException io ? io : new IOException(cause);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
