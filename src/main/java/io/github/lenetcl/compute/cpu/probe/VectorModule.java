package io.github.lenetcl.compute.cpu.probe;

import java.lang.module.ModuleFinder;
import java.util.Optional;

/**
 * Whether this Java runs the vector instructions faster than plain loops. They are in a module that
 * must be asked for, and what the compiler cannot turn into instructions is slower by far.
 */
public final class VectorModule {

  private static final String NAME = "jdk.incubator.vector";

  /**
   * JDK 17 does not keep the sums of the larger loops in registers: it is slower there than with
   * plain loops.
   */
  private static final int FIRST_FEATURE = 21;

  private static final System.Logger LOG = System.getLogger(VectorModule.class.getName());

  /** Set by the launcher where it has switched the optimizing compiler off itself. */
  private static final String SHORT_JOB = "lenet.short";

  private VectorModule() {}

  /**
   * Why there are no vector instructions.
   *
   * @param reason in a few words
   * @param remedy what the user can do, if anything
   */
  public record Absence(String reason, Optional<String> remedy) {

    private Absence(String reason) {
      this(reason, Optional.empty());
    }
  }

  /** Returns whether it does. */
  public static boolean isReady() {
    return Found.ABSENCE.isEmpty();
  }

  /** Says once, to who trains, what would make that faster, where the user can change it. */
  public static void advise() {
    Found.ABSENCE.flatMap(Absence::remedy).ifPresent(Found::once);
  }

  /** Returns why it does not, or empty if it does. */
  public static Optional<Absence> absence() {
    return Found.ABSENCE;
  }

  private static Optional<Absence> find() {
    int feature = Runtime.version().feature();
    String machine = System.getProperty("java.vm.info", "");
    if (machine.contains("interpreted mode") || machine.contains("emulated-client")) {
      return Optional.of(
          new Absence(
              Boolean.getBoolean(SHORT_JOB)
                  ? "a short job starts sooner in them"
                  : "Java's optimizing compiler is switched off"));
    }
    if (!FusedMultiplyAdd.isFast()) {
      return Optional.of(new Absence("this processor has no fused multiply-add"));
    }
    if (feature < FIRST_FEATURE) {
      String remedy =
          "plain loops on Java %d: batches train about twice as fast on Java %d or newer with --add-modules %s"
              .formatted(feature, FIRST_FEATURE, NAME);
      return Optional.of(new Absence("Java " + feature, Optional.of(remedy)));
    }
    if (ModuleLayer.boot().findModule(NAME).isPresent()) {
      return Optional.empty();
    }
    if (ModuleFinder.ofSystem().find(NAME).isEmpty()) {
      return Optional.of(new Absence("this Java has no module " + NAME));
    }
    String remedy =
        "plain loops: batches train about twice as fast, and single samples seven times, with"
            + " java --add-modules "
            + NAME;
    return Optional.of(new Absence("without --add-modules " + NAME, Optional.of(remedy)));
  }

  /** Holds the answer and gives the warning once. */
  private static final class Found {

    private static final Optional<Absence> ABSENCE = find();
    private static boolean told;

    private static synchronized void once(String remedy) {
      if (!told) {
        told = true;
        LOG.log(System.Logger.Level.WARNING, remedy);
      }
    }
  }
}
