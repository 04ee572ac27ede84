package io.github.lenetcl.compute.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.cpu.CpuBackend;
import io.github.lenetcl.compute.opencl.device.ClHandle;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.evaluation.Classifier;
import io.github.lenetcl.model.Models;
import io.github.lenetcl.training.FastRecipe;
import io.github.lenetcl.training.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A thousand trainings and 200,000 classifications leave nothing behind. */
class SoakFaults {

  private static final int TRAININGS = Integer.getInteger("lenet.trainings", 1000);
  private static final int IMAGES = Integer.getInteger("lenet.images", 200_000);

  /** What a process holds. */
  private record Held(long handles, int threads, long heap, long resident) {

    static Held now() throws IOException {
      for (int i = 0; i < 3; i++) {
        System.gc();
      }
      Runtime runtime = Runtime.getRuntime();
      return new Held(
          ClHandle.live(),
          Thread.activeCount(),
          runtime.totalMemory() - runtime.freeMemory() >> 20,
          residentMebibytes());
    }

    private static long residentMebibytes() throws IOException {
      Path status = Path.of("/proc/self/status");
      if (Files.notExists(status)) {
        return 0;
      }
      Matcher line = Pattern.compile("VmRSS:\\s+(\\d+)").matcher(Files.readString(status));
      return line.find() ? Long.parseLong(line.group(1)) >> 10 : 0;
    }
  }

  @Test
  void onTheCpu() throws IOException {
    soak(() -> new CpuBackend(2));
  }

  @Test
  void onAnOpenClDevice() throws IOException {
    soak(OpenClForTests::open);
  }

  private static void soak(Supplier<Backend> open) throws IOException {
    LabelledImages images = DataSets.embedded().training();
    use(open, images, TRAININGS / 5, IMAGES / 5);
    Held before = Held.now();
    use(open, images, TRAININGS, IMAGES);
    Held after = Held.now();
    System.out.println("before " + before + ", after " + after);
    assertEquals(before.handles(), after.handles());
    assertTrue(after.threads() <= before.threads() + 2, before + " " + after);
    assertTrue(after.heap() <= before.heap() + 16, before + " " + after);
    assertTrue(after.resident() <= before.resident() * 1.15 + 32, before + " " + after);
  }

  private static void use(Supplier<Backend> open, LabelledImages images, int trainings, int count)
      throws IOException {
    try (Backend backend = open.get()) {
      for (int i = 0; i < trainings; i++) {
        new Trainer(backend, new FastRecipe()).steps(2).train(images.first(64));
      }
    }
    for (int done = 0; done < count; done += images.count()) {
      try (Backend backend = open.get();
          Classifier classifier = new Classifier(backend, Models.bundled("best"))) {
        classifier.classify(images.first(Math.min(images.count(), count - done)));
      }
    }
  }
}
