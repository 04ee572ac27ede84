package io.github.lenetcl.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.Backends;
import io.github.lenetcl.compute.Selection;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MistakesExperimentTest {

  @TempDir Path folder;

  @Test
  void tellsEveryMisreadDigit() {
    try (Selection cpu = Backends.open("cpu")) {
      Lab lab = TestLab.of(cpu.backend(), folder, 1, new TestLab.Watch());
      Report report = new MistakesExperiment().run(lab);
      List<String> lines = report.csv().lines().toList();
      assertEquals("index,label,answer,margin", lines.get(0));
      int errors = (int) Math.round(200 * lab.lenet5().get(0).testError());
      assertEquals(errors, lines.size() - 1);
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.split(",");
        assertEquals(lab.test().label(Integer.parseInt(cells[0])), Integer.parseInt(cells[1]));
        assertTrue(!cells[1].equals(cells[2]), line);
      }
      assertTrue(
          report.page().contains("| misread test digits | " + errors + " of 200 |"), report.page());
    }
  }
}
