package io.github.lenetcl.compute.cpu;

import java.util.Optional;

/**
 * Whether this Java can run the vector instructions, which are in a module that must be asked for.
 */
final class VectorModule {

  private static final String NAME = "jdk.incubator.vector";

  /**
   * JDK 17 does not keep the sums of the larger loops in registers: it is slower there than with
   * plain loops.
   */
  private static final int FIRST_FEATURE = 21;

  private static final System.Logger LOG = System.getLogger(VectorModule.class.getName());

  private VectorModule() {}

  /** Returns whether it can; the first time that it cannot, a warning says why and what to do. */
  static boolean isReady() {
    Warning.MISSING.ifPresent(Warning::once);
    return Warning.MISSING.isEmpty();
  }

  /** Returns why vectors cannot be used and what to do, or empty if they can. */
  private static Optional<String> missing() {
    if (Runtime.version().feature() < FIRST_FEATURE) {
      return Optional.of(
          "plain loops on Java "
              + Runtime.version().feature()
              + ": training is about twice as fast on Java "
              + FIRST_FEATURE
              + " or newer with --add-modules "
              + NAME);
    }
    if (ModuleLayer.boot().findModule(NAME).isEmpty()) {
      return Optional.of(
          "plain loops: training is about twice as fast, and from single samples seven times, with"
              + " java --add-modules "
              + NAME);
    }
    return Optional.empty();
  }

  /** Holds the answer and gives the warning once. */
  private static final class Warning {

    private static final Optional<String> MISSING = missing();
    private static boolean given;

    private static synchronized void once(String message) {
      if (!given) {
        given = true;
        LOG.log(System.Logger.Level.WARNING, message);
      }
    }
  }
}
