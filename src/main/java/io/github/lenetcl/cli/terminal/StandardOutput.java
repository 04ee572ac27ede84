package io.github.lenetcl.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;

/**
 * Standard output, which tells when it takes no more: a {@link java.io.PrintWriter} would keep that
 * to itself, and results would be lost without a word. The work ends with the first write that
 * fails.
 */
public final class StandardOutput extends OutputStream {

  private final OutputStream out;
  private Optional<Lost> lost = Optional.empty();

  public StandardOutput(OutputStream out) {
    this.out = out;
  }

  /** What was printed cannot be written. Not an IOException, which a writer would swallow. */
  public static final class Lost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private Lost(IOException cause) {
      super("standard output: cannot be written: " + cause.getMessage(), cause);
    }

    /** Returns whether the reader has gone, as head does, who needs no telling. */
    boolean isReaderGone() {
      String reason = String.valueOf(getCause().getMessage()).toLowerCase(Locale.ROOT);
      return reason.contains("broken pipe") || reason.contains("pipe is being closed");
    }
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) {
    guarded(() -> out.write(bytes, from, count));
  }

  @Override
  public void flush() {
    guarded(out::flush);
  }

  private interface Writing {
    void run() throws IOException;
  }

  private void guarded(Writing writing) {
    if (lost.isPresent()) {
      return; // told already
    }
    try {
      writing.run();
    } catch (IOException e) {
      lost = Optional.of(new Lost(e));
      throw lost.get();
    }
  }

  /** Returns the exit code: 1 instead of 0 where something was lost, even if nobody was told. */
  public int code(int code) {
    return lost.isPresent() && code == 0 ? 1 : code;
  }
}
