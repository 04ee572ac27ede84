package io.github.lenetcl.compute.opencl.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.opencl.OpenClForTests;
import io.github.lenetcl.compute.opencl.OpenClProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** Threads that meet at a safepoint after the drivers were loaded, in a process of their own. */
class FaultHandlerTest {

  @TempDir Path folder;

  @RepeatedTest(3)
  void safepointsAfterLoadingTheDriversAreSurvived() throws Exception {
    OpenClForTests.open().close();
    Path output = folder.resolve("output");
    Process run =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Busy.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertTrue(run.waitFor(1, TimeUnit.MINUTES), "does not end");
    assertEquals(0, run.exitValue(), Files.readString(output));
  }

  /** Loads the drivers, runs loops in several threads and stops these again and again. */
  static final class Busy {

    private static final int THREADS = 4;
    private static final int WARM_UP_MS = 300;
    private static volatile boolean ended;
    private static volatile float result;

    private Busy() {}

    public static void main(String[] arguments) throws InterruptedException {
      new OpenClProvider().devices();
      Thread[] threads = new Thread[THREADS];
      for (int i = 0; i < THREADS; i++) {
        threads[i] = new Thread(Busy::loop);
        threads[i].start();
      }
      Thread.sleep(WARM_UP_MS); // compiled code polls by a fault, interpreted code does not
      for (int i = 0; i < 100; i++) {
        System.gc();
      }
      ended = true;
      for (Thread thread : threads) {
        thread.join();
      }
    }

    private static void loop() {
      float[] values = new float[10_000];
      while (!ended) {
        for (int i = 0; i < values.length; i++) {
          values[i] = values[i] * 0.5f + 1;
        }
      }
      result = values[0];
    }
  }
}
