package io.github.lenetcl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Models;
import io.github.lenetcl.network.Scaling;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxCommandsTest {

  private static final Path PYTORCH = Path.of("test-data", "onnx", "pytorch.onnx");

  @TempDir Path folder;

  @Test
  void aModelGoesOutAndComesBack() throws Exception {
    Path onnx = folder.resolve("paper.onnx");
    Path back = folder.resolve("back.safetensors");
    Run export = Run.with("export", "paper", "--onnx", onnx);
    assertEquals(0, export.code(), export.err());
    assertEquals("bundled model paper -> " + onnx, export.lastLine());
    Run imported = Run.with("import", onnx, "--out", back);
    assertEquals(0, imported.code(), imported.err());
    assertEquals(onnx + " -> " + back, imported.lastLine());
    assertEquals(Models.bundled("paper"), Models.load(back));
  }

  @Test
  void whatAFileDoesNotSayIsGiven() throws Exception {
    Path out = folder.resolve("net.safetensors");
    String names = "a,b,c,d,e,f,g,h,i,j";
    Run run =
        Run.with("import", PYTORCH, "--scaling", "0.5,0.25", "--classes", names, "--out", out);
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("softplus"), run.out());
    Model model = Models.load(out);
    assertEquals(List.of(names.split(",")), model.classes());
    assertEquals(Scaling.standard(127.5, 63.75), model.scaling());
  }

  @Test
  void wrongArgumentsAreOneLine() throws Exception {
    Path out = folder.resolve("net.safetensors");
    Run scaling = Run.with("import", PYTORCH, "--scaling", "0.5,0", "--out", out);
    assertEquals(2, scaling.code());
    assertEquals(
        "lenet import: --scaling: found '0.5,0', wanted unit, paper, ink, or MEAN,DEVIATION of"
            + " grey levels from 0 to 1",
        scaling.errors().get(0));
    Run classes = Run.with("import", PYTORCH, "--classes", "a,b", "--out", out);
    assertEquals(1, classes.code());
    assertEquals(
        List.of("lenet import: " + PYTORCH + ": 10 outputs, and --classes names 2"),
        classes.errors());
    Path text = Files.writeString(folder.resolve("text.onnx"), "no model");
    Run none = Run.with("import", text, "--out", out);
    assertEquals(1, none.code());
    assertEquals(1, none.errors().size(), none.err());
    assertTrue(none.err().startsWith("lenet import: " + text + ": "), none.err());
    assertTrue(Files.notExists(out));
  }
}
