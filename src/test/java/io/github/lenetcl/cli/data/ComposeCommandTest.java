package io.github.lenetcl.cli.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComposeCommandTest {

  @TempDir private Path folder;

  private Path compose(String name, Object... more) {
    Path out = folder.resolve(name);
    Object[] args = new Object[7 + more.length];
    List<Object> first = List.of("compose", "--data", "embedded", "--count", 3, "--out", out);
    System.arraycopy(first.toArray(), 0, args, 0, 7);
    System.arraycopy(more, 0, args, 7, more.length);
    Run run = Run.with(args);
    assertEquals(0, run.code(), run.err());
    assertEquals(out.resolve("labels.csv").toString(), run.lastLine());
    return out;
  }

  @Test
  void writesLinesAndWhatTheySay() throws IOException {
    Path out = compose("lines", "--length", 7);
    List<String> labels = Files.readAllLines(out.resolve("labels.csv"));
    assertEquals("file,text", labels.get(0));
    assertEquals(4, labels.size());
    for (String label : labels.subList(1, 4)) {
      String[] cells = label.split(",");
      assertTrue(cells[1].matches("\\d{7}"), label);
      assertTrue(ImageIO.read(out.resolve(cells[0]).toFile()).getWidth() > 100);
    }
  }

  @Test
  void theSameOptionsGiveTheSameFiles() throws IOException {
    Path one = compose("one", "--overlap", 2, "--joins", 0.5, "--ruled");
    Path two = compose("two", "--overlap", 2, "--joins", 0.5, "--ruled");
    Path other = compose("other", "--overlap", 2, "--joins", 0.5, "--ruled", "--seed", 2);
    byte[] bytes = Files.readAllBytes(one.resolve("line0.png"));
    assertArrayEquals(bytes, Files.readAllBytes(two.resolve("line0.png")));
    assertFalse(Arrays.equals(bytes, Files.readAllBytes(other.resolve("line0.png"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --count 0              | --count 0, wanted 1 to 100000
          --count 1 --length 101 | line style: length 101.0, wanted from 1.0 to 100.0
          --count 1 --joins 2    | line style: joins 2.0, wanted from 0.0 to 1.0
          """)
  void whatIsOutOfRangeIsWrongUsage(String options, String message) {
    Path out = folder.resolve("none");
    Run run = Run.of(("compose --data embedded --out " + out + " " + options).split(" "));
    assertEquals(2, run.code());
    assertTrue(run.err().contains(message), run.err());
    assertFalse(Files.exists(out));
  }
}
