package io.github.lenetcl.experiment;

/** An experiment was asked to stop; run again in the same folder, it goes on. */
public final class StoppedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StoppedException(String work) {
    super("stopped in " + work + "; the same command goes on from there");
  }
}
