package io.github.lenetcl.cli.terminal;

import io.github.lenetcl.data.FileNames;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns every failure into one line for the user. */
public final class Failures {

  private static final int JOB_FAILED = 1;
  private static final int WRONG_USAGE = 2;

  private Failures() {}

  /** Tells what is wrong with the arguments, and where help is. */
  public static int usage(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    String message = failure.getMessage();
    if (failure instanceof UnmatchedArgumentException unmatched) {
      message = message.replaceFirst("Possible solutions:.*", "").strip();
      if (!unmatched.getSuggestions().isEmpty()) {
        message += "; did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?";
      }
    }
    command.getErr().println(name + ": " + oneLine(inSmallLetters(message)));
    command.getErr().println("Try '" + name + " --help'.");
    return WRONG_USAGE;
  }

  /** Constants are named as users write them, each once. */
  private static String inSmallLetters(String message) {
    return Pattern.compile("expected one of \\[([\\w, -]+)] \\(case-insensitive\\)")
        .matcher(message)
        .replaceAll(found -> "expected one of " + inSmallLetters(found.group(1).split(", ")));
  }

  private static String inSmallLetters(String[] constants) {
    return Stream.of(constants)
        .map(constant -> constant.toLowerCase(Locale.ROOT).replace('_', '-'))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** Tells why the job failed; with the stack trace if that is wanted. */
  public static int job(Throwable failure, CommandLine command, boolean verbose) {
    if (failure instanceof ParameterException usage) {
      return usage(usage, new String[0]);
    }
    if (failure instanceof StandardOutput.Lost lost) {
      return lost(lost, command.getCommandSpec().qualifiedName(), command.getErr());
    }
    tell(failure, command);
    if (verbose) {
      failure.printStackTrace(command.getErr());
    }
    return JOB_FAILED;
  }

  /** Tells that results were lost, unless nobody reads them any more. */
  public static int lost(StandardOutput.Lost lost, String name, PrintWriter err) {
    if (!lost.isReaderGone()) {
      err.println(name + ": " + message(lost));
    }
    return JOB_FAILED;
  }

  /** Tells of a failure in one line. */
  public static void tell(Throwable failure, CommandLine command) {
    command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + message(failure));
  }

  /** Returns a failure as one line. */
  public static String message(Throwable failure) {
    return oneLine(describe(failure));
  }

  private static String describe(Throwable failure) {
    if (failure instanceof UncheckedIOException unchecked) {
      return describe(unchecked.getCause());
    }
    if (failure instanceof OutOfMemoryError || failure.getCause() instanceof OutOfMemoryError) {
      return "not enough memory; java -Xmx4g -jar … gives more";
    }
    if (Fonts.areMissing(failure)) {
      return Fonts.REMEDY;
    }
    if (failure instanceof InvalidPathException path) {
      return path.getInput() + ": " + FileNames.reason(path);
    }
    if (failure instanceof FileSystemException file) {
      return file.getFile() + ": " + reason(file);
    }
    boolean told = failure.getMessage() != null && !(failure instanceof NullPointerException);
    return told ? failure.getMessage() : failure + " (--verbose shows where)";
  }

  private static String reason(FileSystemException failure) {
    if (failure instanceof NoSuchFileException) {
      // What a name's bytes become in a locale that does not know them.
      return failure.getFile().indexOf('\ufffd') >= 0
          ? "no such file or folder; " + FileNames.REMEDY
          : "no such file or folder";
    }
    if (failure instanceof AccessDeniedException) {
      return "no permission";
    }
    if (failure instanceof NotDirectoryException) {
      return "not a folder";
    }
    return failure.getReason() == null ? failure.toString() : failure.getReason();
  }

  private static String oneLine(String message) {
    return EscapingWriter.escaped(message.strip().replaceAll("\\s*\\R\\s*", " "));
  }
}
