package io.github.lenetcl.cli.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.cli.Run;
import io.github.lenetcl.cli.Samples;
import io.github.lenetcl.model.ElementType;
import io.github.lenetcl.model.NamedTensor;
import io.github.lenetcl.model.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradientsCommandTest {

  private static final List<String> TENSORS =
      List.of(
          "C1.weight [6, 1, 5, 5]",
          "C1.bias [6]",
          "S2.coefficient [6]",
          "S2.bias [6]",
          "C3.weight [16, 6, 5, 5]",
          "C3.bias [16]",
          "S4.coefficient [16]",
          "S4.bias [16]",
          "C5.weight [120, 16, 5, 5]",
          "C5.bias [120]",
          "F6.weight [84, 120]",
          "F6.bias [84]");

  @TempDir Path folder;

  @Test
  void writesEveryTensorInSinglePrecision() throws IOException {
    Path out = folder.resolve("g.safetensors");
    Run run =
        Run.with(
            "gradients",
            "--init",
            Samples.model(folder),
            "--data",
            "embedded",
            "--limit",
            "3",
            "--curvature",
            "--device",
            "cpu",
            "--out",
            out);
    assertEquals(0, run.code(), run.err());
    SafetensorsFile file = SafetensorsFile.read(out);
    assertEquals(1 + 2 * TENSORS.size(), file.tensors().size());
    assertTrue(file.floats("loss", 1)[0] > 0);
    for (String tensor : TENSORS) {
      for (String kind : List.of("gradient.", "curvature.")) {
        String name = kind + tensor.substring(0, tensor.indexOf(' '));
        NamedTensor found = file.find(name).orElseThrow();
        assertEquals(kind + tensor, found.name() + " " + found.shape());
        assertEquals(ElementType.F32, found.type());
      }
    }
  }

  @Test
  void moreImagesThanThereAreIsRefused() throws IOException {
    Run run =
        Run.with(
            "gradients",
            "--init",
            Samples.model(folder),
            "--data",
            "embedded",
            "--limit",
            "1000000",
            "--device",
            "cpu",
            "--out",
            folder.resolve("g.safetensors"));
    assertEquals(1, run.code());
    assertTrue(
        run.err().contains("embedded: number of training images is 4000, wanted at least 1000000"),
        run.err());
  }
}
