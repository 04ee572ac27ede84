package io.github.lenetcl.model.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.network.Scaling;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files as exporters of the day write them with their own options; README says which. */
class OnnxExportersTest {

  static final Path FOLDER = Path.of("test-data", "onnx", "exporters");

  static Stream<Named<Path>> files() throws IOException {
    return onnx(FOLDER);
  }

  static Stream<Named<Path>> onnx(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      List<Named<Path>> files =
          all.filter(file -> file.toString().endsWith(".onnx"))
              .sorted(Comparator.naturalOrder())
              .map(file -> Named.of(file.getFileName().toString(), file))
              .toList();
      return files.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void theyGiveWhatTheyGiveThere(Path file) throws Exception {
    compare(file);
  }

  @Test
  void namesOfClassesAreKept() throws Exception {
    Model model = OnnxFiles.load(FOLDER.resolve("skl2onnx_names.onnx"));
    assertEquals(List.of("four", "one", "three", "two", "zero"), model.classes());
  }

  /** Names, numbers and operators changed at random: answered, or refused in one line. */
  @ParameterizedTest
  @MethodSource("files")
  void damagedOnesAreAnsweredOrRefused(Path file) throws Exception {
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(whole.length);
    int graph = Math.min(whole.length, 8000);
    for (int i = 0; i < 150; i++) {
      byte[] damaged = whole.clone();
      for (int j = 0; j <= i % 3; j++) {
        int near = random.nextInt(graph);
        int at = random.nextBoolean() ? near : whole.length - 1 - near;
        damaged[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : damaged[at] ^ 1);
      }
      try {
        OnnxFiles.load("file", ByteBuffer.wrap(damaged));
      } catch (BadInputException e) {
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
      }
    }
  }

  /** Compares on random pictures, each from grey levels on: what a graph begins with counts. */
  static void compare(Path file) throws Exception {
    Model model = OnnxFiles.load(file);
    float[] levels = ((Scaling.Levels) model.scaling()).levels();
    try (OnnxRuntime runtime = new OnnxRuntime(file)) {
      long[] sides = runtime.inputSides();
      int samples = sides[0] > 0 ? (int) sides[0] : 3;
      sides[0] = samples;
      int size = model.network().input().size();
      byte[] grey = new byte[samples * size];
      new Random(7).nextBytes(grey);
      float[] there = new float[grey.length];
      float[] here = new float[grey.length];
      for (int i = 0; i < grey.length; i++) {
        there[i] = (grey[i] & 0xff) / 255f;
        here[i] = levels[grey[i] & 0xff];
      }
      float[] wanted = runtime.run(there, sides).values();
      if (file.toString().contains("log")) {
        for (int i = 0; i < wanted.length; i++) {
          wanted[i] = (float) Math.exp(wanted[i]);
        }
      }
      assertEquals(samples * model.network().output().size(), wanted.length);
      OnnxRuntimeTest.assertClose(wanted, OnnxRuntimeTest.outputs(model, here, samples));
    }
  }
}
