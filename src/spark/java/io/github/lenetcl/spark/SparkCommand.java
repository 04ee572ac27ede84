package io.github.lenetcl.spark;

import io.github.lenetcl.compute.DeviceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;

/** Runs a command of {@code spark-submit}: bad input is one line, and the exit code tells. */
public final class SparkCommand {

  private SparkCommand() {}

  /**
   * Runs a command; the process ends if it failed: with 2 for wrong usage, with 1 for a failed job.
   *
   * @param command makes it; a session is started when it first asks for one
   * @param args the command line
   */
  public static void run(
      Function<Supplier<SparkSession>, Callable<Integer>> command, String[] args) {
    Supplier<SparkSession> session = () -> SparkSession.builder().getOrCreate();
    int code = line(command.apply(session)).execute(args);
    SparkSession.getDefaultSession().foreach(SparkCommand::stop);
    if (code != 0) {
      System.exit(code);
    }
  }

  private static Object stop(SparkSession session) {
    session.stop();
    return session;
  }

  static CommandLine line(Callable<Integer> command) {
    return new CommandLine(command)
        .setExecutionExceptionHandler(
            (failure, line, parsed) -> {
              Optional<String> told = told(failure);
              if (told.isEmpty()) {
                throw failure;
              }
              line.getErr().println(line.getCommandName() + ": " + told.get());
              return CommandLine.ExitCode.SOFTWARE;
            });
  }

  /** {@return the line that says all; nothing where the trace is wanted} */
  private static Optional<String> told(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      boolean clear =
          cause instanceof IOException
              || cause instanceof UncheckedIOException
              || cause instanceof DeviceException
              || cause instanceof IllegalArgumentException;
      if (clear) {
        return Optional.ofNullable(cause.getMessage());
      }
    }
    return Optional.empty();
  }
}
