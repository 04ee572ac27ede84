package io.github.lenetcl.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;

/**
 * The process's error stream. The launcher keeps it under another number, which a property names,
 * since Java says on the usual one that the module of the Vector API is incubating.
 */
public final class ErrorStream {

  private static final String PROPERTY = "lenet.errors";

  private ErrorStream() {}

  /** Takes the stream that the launcher kept, where there is one, for all that the process says. */
  public static void restore() {
    Integer number = Integer.getInteger(PROPERTY);
    // Processes that this one starts have the usual one.
    System.clearProperty(PROPERTY);
    if (number != null) {
      System.setErr(new PrintStream(open(number), true, StandardCharsets.UTF_8));
    }
  }

  private static FileOutputStream open(int number) {
    try {
      // The runnable jar's manifest opens java.io for this.
      Constructor<FileDescriptor> kept = FileDescriptor.class.getDeclaredConstructor(int.class);
      kept.setAccessible(true);
      return new FileOutputStream(kept.newInstance(number));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return reopened(number);
    }
  }

  /** The same file, opened again: a file is appended to. */
  private static FileOutputStream reopened(int number) {
    try {
      return new FileOutputStream("/dev/fd/" + number, true);
    } catch (IOException e) {
      return new FileOutputStream(FileDescriptor.err);
    }
  }
}
