package io.github.lenetcl.cli.terminal;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Shows what the library logs, a line for each message: warnings, at a terminal what people wait
 * for, or with --verbose all.
 */
public final class LogOutput extends Handler {

  /** Held here, since the log manager forgets loggers that nobody holds. */
  private static final Logger LIBRARY = Logger.getLogger("io.github.lenetcl");

  /** Tells when compiling kernels takes long. */
  private static final Logger WAITING =
      Logger.getLogger("io.github.lenetcl.compute.opencl.device.Compilation");

  /** Tells at every start what it found of its own. */
  private static final Logger PARQUET = Logger.getLogger("dev.hardwood");

  private final PrintWriter err;

  private LogOutput(PrintWriter err) {
    this.err = err;
  }

  public static void install(PrintWriter err, boolean verbose) {
    for (Handler handler : LIBRARY.getHandlers()) {
      LIBRARY.removeHandler(handler);
    }
    PARQUET.setLevel(Level.WARNING);
    LIBRARY.setUseParentHandlers(false);
    LIBRARY.setLevel(verbose ? Level.ALL : Level.WARNING);
    WAITING.setLevel(verbose || !Terminal.isThere() ? null : Level.INFO);
    LIBRARY.addHandler(new LogOutput(err));
  }

  @Override
  public void publish(LogRecord message) {
    Formatter formatter = new SimpleFormatter();
    String level = message.getLevel().getName().toLowerCase(Locale.ROOT);
    // A file's name is in it, or what a server says.
    err.println(level + ": " + EscapingWriter.escaped(formatter.formatMessage(message)));
    if (message.getThrown() != null) {
      err.println("  " + EscapingWriter.escaped(message.getThrown().toString()));
    }
  }

  @Override
  public void flush() {
    err.flush();
  }

  @Override
  public void close() {
    flush();
  }
}
