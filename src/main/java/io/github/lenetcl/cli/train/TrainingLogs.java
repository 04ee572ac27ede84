package io.github.lenetcl.cli.train;

import io.github.lenetcl.cli.terminal.OutputFiles;
import io.github.lenetcl.data.AtomicFile;
import io.github.lenetcl.training.CsvLog;
import io.github.lenetcl.training.EventFileLog;
import io.github.lenetcl.training.JsonLinesLog;
import io.github.lenetcl.training.TrainingListener;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Logs of a training by their names. A pipe or a device has whatever name its system gave it, and
 * gets CSV unless that ends in .jsonl.
 */
final class TrainingLogs {

  private TrainingLogs() {}

  /** Refuses a log that cannot be, before the training begins. */
  static void require(Path log, CommandSpec spec) {
    if (isFile(log)) {
      OutputFiles.require(log, spec);
    } else if (Files.exists(log) && !Files.isDirectory(log)) {
      throw new ParameterException(
          spec.commandLine(), log + ": is a file, wanted NAME.csv, NAME.jsonl or a folder");
    }
  }

  private static boolean isFile(Path log) {
    return log.toString().endsWith(".csv")
        || log.toString().endsWith(".jsonl")
        || AtomicFile.isWrittenInPlace(log);
  }

  static TrainingListener of(Path log) {
    if (log.toString().endsWith(".jsonl")) {
      return new JsonLinesLog(log);
    }
    return isFile(log) ? new CsvLog(log) : new EventFileLog(log);
  }
}
