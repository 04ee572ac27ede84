package io.github.lenetcl.compute.opencl.device;

import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Gives the JVM its handler of memory faults back after calls into a driver that may have taken it.
 *
 * <p>The JVM brings its threads to a safepoint by a fault that its handler knows. LLVM, which PoCL,
 * Intel's runtime and other drivers carry, puts handlers of its own before the JVM's. At its first
 * fault an older LLVM puts the JVM's back, unless two threads meet their faults at once, as at a
 * safepoint they do; a newer one sends the signal once more, and the process is gone. Both step
 * back at any signal that LLVM takes, and do no more for one that the process sends itself. So this
 * raises the one among them that says nothing to a JVM, SIGXFSZ: without LLVM it does nothing.
 */
final class FaultHandler {

  private static final System.Logger LOG = System.getLogger(FaultHandler.class.getName());
  private static final Optional<Raise> RAISE = find();

  /**
   * Held while a driver may compile and while the handler is restored: a signal that meets LLVM in
   * the middle of putting its handlers is sent again and again.
   */
  static final ReentrantLock LOCK = new ReentrantLock();

  private static volatile boolean taken;

  /** A signal, and how a process sends it to itself. */
  private record Raise(Method method, Object signal) {}

  private FaultHandler() {}

  /**
   * Sees to it that the signal can be raised: to be called before a driver is loaded, since LLVM
   * must find a handler there to come before it.
   */
  static void prepare() {
    // The class is loaded, and has found the signal.
  }

  /** Notes that a driver may compile from now on, in a thread of its own. */
  static void expectTaken() {
    taken = true;
  }

  /** Restores the handler if a driver may have taken it since it was restored last. */
  static void restoreIfTaken() {
    if (taken) {
      taken = false;
      restore();
    }
  }

  /** Restores the handler: to be called after whatever may load or run a driver's compiler. */
  static void restore() {
    RAISE.ifPresent(
        raise -> {
          LOCK.lock();
          try {
            raise.method.invoke(null, raise.signal);
          } catch (ReflectiveOperationException e) {
            LOG.log(Level.DEBUG, "the handler of faults is left to the driver: {0}", e);
          } finally {
            LOCK.unlock();
          }
        });
  }

  /** By reflection, since compilers warn of this class and nothing silences them. */
  private static Optional<Raise> find() {
    try {
      Class<?> type = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object signal = type.getConstructor(String.class).newInstance("XFSZ");
      Object nothing =
          Proxy.newProxyInstance(
              handlerType.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, arguments) -> null);
      // What cannot be handled cannot be raised either.
      type.getMethod("handle", type, handlerType).invoke(null, signal, nothing);
      return Optional.of(new Raise(type.getMethod("raise", type), signal));
    } catch (ReflectiveOperationException e) {
      // No such signal, as on Windows, or a runtime without the module jdk.unsupported.
      LOG.log(Level.DEBUG, "handlers of faults are left as drivers put them: {0}", e);
      return Optional.empty();
    }
  }
}
