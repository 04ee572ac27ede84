package io.github.lenetcl.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Times {@code lenet train} in processes of its own, with this Java and its modules: from before
 * the process is there to its first update.
 */
public final class ColdStart {

  private static final String COMMAND = "io.github.lenetcl.cli.Lenet";
  private static final String VECTORS = "jdk.incubator.vector";

  /** What {@code --verbose} shows when the first update has been made. */
  private static final String FIRST_STEP = "first step";

  private ColdStart() {}

  /**
   * Times several devices in turns, after a first process on each that fills the caches.
   *
   * @param devices devices as {@code --device} names them
   * @param data data as {@code --data} names it
   * @param processes how many count for each device, at least 1
   * @param progress is told what comes next
   * @return a time for each device
   * @throws IOException if a process cannot be started or ends before its first update
   */
  public static List<Start> run(
      List<String> devices, String data, int processes, Consumer<String> progress)
      throws IOException {
    Path folder = Files.createTempDirectory("lenet-start");
    try {
      double[][] seconds = new double[devices.size()][processes];
      for (int turn = -1; turn < processes; turn++) {
        for (int i = 0; i < devices.size(); i++) {
          progress.accept("start on " + devices.get(i) + (turn < 0 ? ", to fill the caches" : ""));
          double took = time(command(devices.get(i), data, folder.resolve("model.safetensors")));
          if (turn >= 0) {
            seconds[i][turn] = took;
          }
        }
      }
      List<Start> starts = new ArrayList<>();
      for (int i = 0; i < seconds.length; i++) {
        starts.add(Start.of(devices.get(i), seconds[i]));
      }
      return starts;
    } finally {
      delete(folder);
    }
  }

  private static List<String> command(String device, String data, Path model) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (ModuleLayer.boot().findModule(VECTORS).isPresent()) {
      command.addAll(List.of("--add-modules", VECTORS));
    }
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("lenet."))
        .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
    String classes = System.getProperty("java.class.path");
    command.addAll(
        classes.endsWith("lenet-cl.jar")
            ? List.of("-jar", classes)
            : List.of("-cp", classes, COMMAND));
    command.addAll(List.of("train", "--verbose", "--steps", "1", "--device", device));
    command.addAll(List.of("--data", data, "--out", model.toString()));
    return command;
  }

  private static double time(List<String> command) throws IOException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    String last = "nothing";
    try (BufferedReader errors = process.errorReader()) {
      Optional<String> line = Optional.ofNullable(errors.readLine());
      while (line.isPresent()) {
        if (line.get().contains(FIRST_STEP)) {
          return (System.nanoTime() - start) / 1e9;
        }
        last = line.get();
        line = Optional.ofNullable(errors.readLine());
      }
    } finally {
      end(process);
    }
    throw new IOException("lenet train ended before its first update; it said: " + last);
  }

  /** Waits, so that the next process has the machine to itself. */
  private static void end(Process process) throws IOException {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
