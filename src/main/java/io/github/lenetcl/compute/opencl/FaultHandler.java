package io.github.lenetcl.compute.opencl;

/**
 * Gives the JVM its handler of memory faults back after calls into a driver that may have taken it.
 *
 * <p>The JVM brings its threads to a safepoint by a fault that its handler knows. LLVM, which PoCL
 * and other drivers carry, puts a handler of its own before it, which the system takes away at the
 * first fault and which only then restores the JVM's. If two threads meet their fault at once, as
 * at a safepoint they do, the second finds no handler at all: the process is gone without a word.
 * One fault alone, on purpose, makes LLVM step back.
 */
final class FaultHandler {

  private static final int[] NOTHING = null;

  private FaultHandler() {}

  /** Meets one fault: to be called after whatever may load or run a driver's compiler. */
  static void restore() {
    try {
      // The JVM checks for null by letting the read fault.
      throw new AssertionError("length " + lengthOf(NOTHING));
    } catch (NullPointerException e) {
      // That was the fault.
    }
  }

  private static int lengthOf(int[] array) {
    return array.length;
  }
}
