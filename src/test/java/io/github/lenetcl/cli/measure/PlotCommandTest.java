package io.github.lenetcl.cli.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.cli.Run;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotCommandTest {

  private static final String CSV =
      "pass,loss,training_error_percent,test_error_percent\n1,2.5,30,7\n2,0.5,4,\n3,0.2,2,2.5\n";

  @TempDir Path folder;

  @Test
  void drawsSeveralRunsOnOnePage() throws IOException {
    Path first = Files.writeString(folder.resolve("paper.csv"), CSV);
    Path second =
        Files.writeString(
            folder.resolve("a<b.jsonl"),
            "{\"pass\":1,\"loss\":1.5,\"test_error_percent\":null}\n{\"pass\":2,\"loss\":null}\n");
    Path svg = folder.resolve("curves.svg");
    Run run = Run.with("plot", first, second, "--out", svg);
    assertEquals(0, run.code(), run.err());
    String drawn = Files.readString(svg);
    assertTrue(drawn.contains(">paper, training<") && drawn.contains(">paper, test<"), drawn);
    assertTrue(drawn.contains(">a&lt;b, training<"), drawn);
    // The test error of the second pass is missing: two points, the second at the right end.
    assertTrue(drawn.contains("M286.7 ") && drawn.contains("L700.0 "), drawn);

    Path png = folder.resolve("curves.png");
    assertEquals(0, Run.with("plot", first, second, "--out", png).code());
    BufferedImage picture = ImageIO.read(png.toFile());
    assertEquals(2000, picture.getHeight());
  }

  @Test
  void badLogsAreToldWhatIsWrong() throws IOException {
    Path svg = folder.resolve("curves.svg");
    Path none = folder.resolve("none.csv");
    Run run = Run.with("plot", none, "--out", svg);
    assertEquals(1, run.code());
    assertTrue(run.err().contains("none.csv: no such file"), run.err());
    Path text = Files.writeString(folder.resolve("text.csv"), "pass,loss\n1,2\nhello\n");
    run = Run.with("plot", text, "--out", svg);
    assertEquals(1, run.code());
    assertTrue(
        run.err().contains("text.csv: line 3 is \"hello\", wanted the values of a pass"),
        run.err());
    Path empty = Files.writeString(folder.resolve("empty.csv"), "pass,loss\n");
    assertTrue(Run.with("plot", empty, "--out", svg).err().contains("no passes"));
    run = Run.with("plot", text, "--out", folder.resolve("curves.pdf"));
    assertEquals(2, run.code());
    assertTrue(Files.notExists(svg));
  }
}
