package io.github.lenetcl.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.cli.Lenet;
import io.github.lenetcl.cli.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results that are lost on their way out are told, and end the work. */
class StandardOutputTest {

  @TempDir Path folder;

  /** A disk, or a reader, that takes so much and no more. */
  private static final class Limited extends OutputStream {
    private final String failure;
    private int room;
    private int refused;

    Limited(int room, String failure) {
      this.room = room;
      this.failure = failure;
    }

    @Override
    public void write(int b) throws IOException {
      if (room-- <= 0) {
        refused++;
        throw new IOException(failure);
      }
    }
  }

  private static Run run(Limited limited, String command) {
    StandardOutput standard = new StandardOutput(limited);
    PrintWriter out =
        new PrintWriter(new OutputStreamWriter(standard, StandardCharsets.UTF_8), true);
    StringWriter err = new StringWriter();
    int code = Lenet.execute(out, new PrintWriter(err, true), command.split(" "));
    return new Run(standard.code(code), "", err.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "--version",
        "info",
        "info --json",
        "devices",
        "evaluate --data embedded --device cpu --json",
        "classify --csv --device cpu test-data/samples/digit.png",
        "classify --device cpu test-data/samples/digit.png",
        "read --json --device cpu test-data/samples/number.png",
        "read --device cpu test-data/samples/number.png",
        "completion fish",
        "man",
        "help train",
        "train --help"
      })
  void aFullDiskIsToldInOneLine(String command) {
    for (int room : new int[] {0, 10}) {
      Run run = run(new Limited(room, "No space left on device"), command);
      assertEquals(1, run.code(), command);
      assertTrue(
          run.lastError()
              .matches(
                  "lenet( \\w+)?: standard output: cannot be written: No space left on device"),
          run.err());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "info", "devices"})
  void aReaderThatHasGoneEndsTheWorkInSilence(String command) {
    Run run = run(new Limited(10, "Broken pipe"), command);
    assertEquals(1, run.code());
    assertEquals("", run.err());
  }

  /** The work ends at once: a long training would go on for nobody. */
  @Test
  void trainingEndsAtTheFirstLineThatIsLost() {
    Limited gone = new Limited(0, "Broken pipe");
    String out = folder.resolve("m.safetensors").toString();
    Run run =
        run(gone, "train --data embedded --epochs 100000 --limit 32 --device cpu --out " + out);
    assertEquals(1, run.code());
    assertEquals(1, gone.refused);
  }

  @Test
  void whatFilesSayDoesNotSteerTheTerminal() throws IOException {
    Path harmful = folder.resolve("\u001b[2J\u202e\u009b.png");
    Run run = Run.with("classify", harmful, "--device", "cpu");
    assertEquals(1, run.code());
    assertTrue(run.err().contains("\\u001b[2J\\u202e\\u009b.png"), run.err());
    assertTrue(run.err().chars().noneMatch(c -> c == 0x1b || c == 0x9b || c == 0x202e));
    assertEquals("a\\u000d\\u000ab", EscapingWriter.escaped("a\r\nb"));
  }
}
