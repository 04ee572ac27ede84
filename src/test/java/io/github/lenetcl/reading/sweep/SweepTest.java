package io.github.lenetcl.reading.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.compute.cpu.CpuBackend;
import io.github.lenetcl.compute.cpu.VectorCpuForTests;
import io.github.lenetcl.compute.opencl.OpenClForTests;
import io.github.lenetcl.data.ink.InkImage;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Models;
import io.github.lenetcl.network.Shape;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A sweep against the network on each window apart. */
class SweepTest {

  @Test
  void plainCpuGivesWhatEachWindowGivesApart() throws IOException {
    try (Backend backend = CpuBackend.plain(2)) {
      compare(backend);
    }
  }

  @Test
  void vectorCpuGivesWhatEachWindowGivesApart() throws IOException {
    try (Backend backend = VectorCpuForTests.open()) {
      compare(backend);
    }
  }

  @Test
  void openClGivesWhatEachWindowGivesApart() throws IOException {
    try (Backend backend = OpenClForTests.open()) {
      compare(backend);
    }
  }

  private static void compare(Backend backend) throws IOException {
    compare(backend, 1);
    compare(backend, 3);
  }

  /** A line of less than a window, of one, of two and a bit, and of more than a tile. */
  private static void compare(Backend backend, int heights) throws IOException {
    Model model = Models.bundled("paper");
    int rows = 32 + 4 * (heights - 1);
    List<InkImage> lines =
        List.of(noise(rows, 9), noise(rows, 32), noise(rows, 41), noise(rows, 32 + 4 * 40));
    try (Sweep sweep = new Sweep(backend, model, heights)) {
      List<PenaltyRow> swept = sweep.rows(lines);
      assertEquals(List.of(1, 1, 4, 41), swept.stream().map(PenaltyRow::positions).toList());
      for (int i = 0; i < lines.size(); i++) {
        float[] least = windows(backend, model, lines.get(i), 0, swept.get(i).positions());
        for (int height = 1; height < heights; height++) {
          float[] own = windows(backend, model, lines.get(i), height, swept.get(i).positions());
          for (int k = 0; k < own.length; k++) {
            least[k] = Math.min(least[k], own[k]);
          }
        }
        compare(swept.get(i), least);
      }
    }
  }

  private static void compare(PenaltyRow row, float[] apart) {
    double difference = 0;
    double size = 0;
    for (int k = 0; k < apart.length; k++) {
      difference += Math.pow(row.penalties()[k] - apart[k], 2);
      size += (double) apart[k] * apart[k];
    }
    assertEquals(row.penalties().length, apart.length);
    assertEquals(0, Math.sqrt(difference / size), 1e-6);
  }

  private static float[] windows(
      Backend backend, Model model, InkImage line, int height, int positions) {
    Shape input = model.network().input();
    float[] inputs = new float[positions * input.size()];
    InkImage window = line.resampled(4 * height, 0, 1, 32, line.width());
    for (int p = 0; p < positions; p++) {
      Sweep.lay(window, 4 * p, Sweep.levels(model.scaling()), input, inputs, p * input.size());
    }
    try (Plan plan = backend.plan(PlanSpec.inference(model.network(), positions))) {
      plan.write(Vector.PARAMETERS, model.parameters());
      plan.forward(new Source.Inputs(inputs, positions));
      return plan.outputs();
    }
  }

  private static InkImage noise(int rows, int width) {
    byte[] levels = new byte[rows * width];
    new Random(width).nextBytes(levels);
    return new InkImage(rows, width, levels);
  }

  @Test
  void refusesALineOfAnotherHeight() throws IOException {
    try (Backend backend = CpuBackend.plain(1);
        Sweep sweep = new Sweep(backend, Models.bundled("paper"), 1)) {
      InkImage line = new InkImage(28, 40, new byte[28 * 40]);
      assertThrows(IllegalArgumentException.class, () -> sweep.rows(List.of(line)));
    }
  }
}
