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
import io.github.lenetcl.data.InkImage;
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

  /** A line of less than a window, of one, of two and a bit, and of more than a tile. */
  private static void compare(Backend backend) throws IOException {
    Model model = Models.bundled("paper");
    List<InkImage> lines = List.of(noise(9), noise(32), noise(41), noise(32 + 4 * 40));
    try (Sweep sweep = new Sweep(backend, model)) {
      List<PenaltyRow> rows = sweep.rows(lines);
      assertEquals(List.of(1, 1, 4, 41), rows.stream().map(PenaltyRow::positions).toList());
      for (int i = 0; i < lines.size(); i++) {
        compare(rows.get(i), windows(backend, model, lines.get(i), rows.get(i).positions()));
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

  private static float[] windows(Backend backend, Model model, InkImage line, int positions) {
    Shape input = model.network().input();
    float[] inputs = new float[positions * input.size()];
    for (int p = 0; p < positions; p++) {
      Sweep.lay(line, 4 * p, Sweep.levels(model.scaling()), input, inputs, p * input.size());
    }
    try (Plan plan = backend.plan(PlanSpec.inference(model.network(), positions))) {
      plan.write(Vector.PARAMETERS, model.parameters());
      plan.forward(new Source.Inputs(inputs, positions));
      return plan.outputs();
    }
  }

  private static InkImage noise(int width) {
    byte[] levels = new byte[32 * width];
    new Random(width).nextBytes(levels);
    return new InkImage(32, width, levels);
  }

  @Test
  void refusesALineOfAnotherHeight() throws IOException {
    try (Backend backend = CpuBackend.plain(1);
        Sweep sweep = new Sweep(backend, Models.bundled("paper"))) {
      InkImage line = new InkImage(28, 40, new byte[28 * 40]);
      assertThrows(IllegalArgumentException.class, () -> sweep.rows(List.of(line)));
    }
  }
}
