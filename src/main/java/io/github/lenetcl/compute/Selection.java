package io.github.lenetcl.compute;

/**
 * An open backend and why it was chosen.
 *
 * @param backend the backend, closed with this
 * @param reason one line: what was taken, why, and how to change it
 */
public record Selection(Backend backend, String reason) implements AutoCloseable {

  @Override
  public void close() {
    backend.close();
  }

  @Override
  public String toString() {
    return reason;
  }
}
