package io.github.lenetcl.compute.opencl.device;

import io.github.lenetcl.compute.DeviceException;
import java.util.Locale;
import java.util.Optional;
import org.jocl.CL;

/**
 * JOCL's native half. JOCL unpacks it from its jar into the folder for temporary files, always
 * under one name; a copy that was cut short once, or that another class loader uses, would be in
 * the way for good. Under a name of its own it is not, and JOCL deletes it when the process ends.
 */
public final class NativeLibrary {

  /** What JOCL asks, once. */
  private static final String UNIQUE = "uniqueLibraryNames";

  private NativeLibrary() {}

  /**
   * Loads it, once.
   *
   * @throws DeviceException saying what is in the way, and what helps
   */
  static void load() {
    Loaded.FAILURE.ifPresent(
        cause -> {
          throw failure(cause);
        });
  }

  /** By its initialisation, which happens once and lets others wait. */
  private static final class Loaded {

    static final Optional<LinkageError> FAILURE = attempt();

    private static Optional<LinkageError> attempt() {
      String before = System.getProperty(UNIQUE);
      System.setProperty(UNIQUE, "true");
      try {
        // Global to JOCL, and off unless it is asked for: every failed call throws CLException.
        CL.setExceptionsEnabled(true);
        return Optional.empty();
      } catch (LinkageError e) {
        return Optional.of(e);
      } finally {
        if (before == null) {
          System.clearProperty(UNIQUE);
        } else {
          System.setProperty(UNIQUE, before);
        }
      }
    }
  }

  /** Returns what a failure to load JOCL, or its native half, means. */
  public static DeviceException failure(LinkageError cause) {
    if (cause instanceof NoClassDefFoundError
        && cause.getCause() instanceof ClassNotFoundException) {
      return new DeviceException("JOCL is not on the class path; add org.jocl:jocl", cause);
    }
    String message =
        describe(
            String.valueOf(cause.getMessage()),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            System.getProperty("java.io.tmpdir"));
    return new DeviceException(message, cause);
  }

  /**
   * Tells apart why JOCL could not load it.
   *
   * @param message what JOCL says, with the traces of its attempts
   * @param system the operating system
   * @param architecture the processor's
   * @param folder the folder for temporary files
   */
  static String describe(String message, String system, String architecture, String folder) {
    String where = "JOCL's native library in " + folder;
    String other = "; choose another folder with -Djava.io.tmpdir=DIR";
    // Its first attempt, by the path of libraries, says nothing.
    String second = message.substring(Math.max(0, message.indexOf("as a resource:")));
    String small = second.toLowerCase(Locale.ROOT);
    if (small.contains("could not initialize native opencl library")) {
      return LinuxLoader.MISSING;
    } else if (small.contains("no resource found")) {
      return "JOCL has no native library for "
          + system
          + " on "
          + architecture
          + "; it has those of Linux and macOS on x86-64 and ARM64 and of Windows on x86-64";
    } else if (small.contains("failed to map segment") || small.contains("not permitted")) {
      return where + " cannot be loaded: the folder is mounted noexec" + other;
    } else if (small.contains("no space left")) {
      return where + " cannot be written: no space left" + other;
    } else if (small.contains("could not create directory")
        || small.contains("permission denied")
        || small.contains("read-only file system")
        || small.contains("filenotfoundexception")) {
      return where + " cannot be written: the folder is not there or read-only" + other;
    } else if (small.contains("already loaded in another classloader")) {
      return where + " is loaded by another class loader; put JOCL where both share it";
    } else if (small.contains("error loading shared library")
        || small.contains("error relocating")
        || small.contains("ld-linux")
        || small.contains("glibc")
        || small.contains("libc.so")) {
      return where + " needs glibc, which this system lacks; use an image or system that has it";
    }
    String said =
        second
            .lines()
            .map(String::strip)
            .filter(line -> line.contains("Error"))
            .findFirst()
            .orElse(message);
    return where + " cannot be loaded: " + said;
  }
}
