package io.github.lenetcl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.Backends;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.evaluation.Classifier;
import io.github.lenetcl.model.Models;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network of three maps, from training to an answer for a picture. */
class ColourCommandsTest {
  private static final String NETWORK =
      """
      {"input": [3, 8, 10], "layers": [
        {"kind": "convolution", "kernel": 3, "outputs": 2},
        {"kind": "padded-average-pool", "window": 3, "stride": 2, "padding": 1},
        {"kind": "flatten"}, {"kind": "full", "outputs": 3}, {"kind": "softmax"}]}
      """;

  @TempDir Path folder;

  @Test
  void keepsTheColours() throws Exception {
    Path json = Files.writeString(folder.resolve("net.json"), NETWORK);
    Path model = folder.resolve("m.safetensors");
    String data = "test-data/forms/colour/last.npz";
    Run train =
        Run.with(
            "train",
            "--network",
            json,
            "--data",
            data,
            "--epochs",
            "1",
            "--out",
            model,
            "--device",
            "cpu");
    assertEquals(0, train.code(), train.err());
    assertEquals("box", Models.load(model).provenance().notes().get("fit"));

    Path sheet = folder.resolve("sheet.png");
    String test = "test-data/forms/colour/first.npz";
    Run evaluate =
        Run.with("evaluate", model, "--data", test, "--mistakes", sheet, "--device", "cpu");
    assertEquals(0, evaluate.code(), evaluate.err());
    assertEquals(BufferedImage.TYPE_3BYTE_BGR, ImageIO.read(sheet.toFile()).getType());

    BufferedImage red = new BufferedImage(20, 16, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 320; i++) {
      red.setRGB(i % 20, i / 20, 0xFF0000);
    }
    Path file = folder.resolve("red.png");
    ImageIO.write(red, "png", file.toFile());
    Run classify = Run.with("classify", "--model", model, file, "--csv", "--device", "cpu");
    assertEquals(0, classify.code(), classify.err());
    float[] planes = new float[240];
    java.util.Arrays.fill(planes, 0, 80, 1);
    try (Selection device = Backends.open("cpu");
        Classifier classifier = new Classifier(device.backend(), Models.load(model))) {
      String wanted = classifier.classify(planes).name();
      assertTrue(classify.lastLine().contains("," + wanted + ","), classify.out());
      assertEquals(wanted, classifier.classify(red).orElseThrow().name());
    }

    Run ink = Run.with("classify", "--model", model, file, "--fit", "ink", "--device", "cpu");
    assertEquals(2, ink.code());
    assertTrue(ink.err().contains("--fit: fit is ink, which has no colours, wanted"), ink.err());
  }
}
