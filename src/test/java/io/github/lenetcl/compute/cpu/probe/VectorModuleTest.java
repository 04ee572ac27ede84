package io.github.lenetcl.compute.cpu.probe;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.cpu.CpuBackend;
import io.github.lenetcl.network.Network;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In processes of their own: what a Java has is settled at its start. */
class VectorModuleTest {

  /** Prints the device line, and makes a plan to train. */
  public static final class Main {

    public static void main(String[] arguments) {
      try (CpuBackend backend = new CpuBackend(1)) {
        System.out.println(backend.device().name());
        backend.plan(PlanSpec.training(Network.lenet5(), 1)).close();
      }
    }
  }

  private static String deviceLine(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  @Test
  void anInterpreterTakesPlainLoopsAndSaysWhy() throws Exception {
    String line = deviceLine("-Xint", "--add-modules", "jdk.incubator.vector");
    assertTrue(line.contains("plain loops over samples side by side (Java's optimizing"), line);
  }

  @Test
  void theFirstCompilerAloneTakesPlainLoops() throws Exception {
    String line = deviceLine("-XX:TieredStopAtLevel=1", "--add-modules", "jdk.incubator.vector");
    assertTrue(line.contains("plain loops over samples side by side (Java's optimizing"), line);
  }

  @Test
  void theLauncherSaysThatItHasSwitchedTheOtherCompilerOff() throws Exception {
    String line = deviceLine("-XX:TieredStopAtLevel=1", "-Dlenet.short=true");
    assertTrue(line.contains("plain loops over samples side by side (a short job starts"), line);
  }

  @Test
  void withoutTheModulePlainLoopsAreTakenAndTheRemedyIsTold() throws Exception {
    String line = deviceLine();
    assertTrue(line.contains("plain loops over samples side by side ("), line);
    assertTrue(line.contains("--add-modules jdk.incubator.vector"), line);
  }
}
