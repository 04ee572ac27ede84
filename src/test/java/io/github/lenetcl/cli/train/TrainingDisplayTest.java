package io.github.lenetcl.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.training.PassResult;
import io.github.lenetcl.training.Progress;
import io.github.lenetcl.training.StepSizes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainingDisplayTest {

  private final StringWriter text = new StringWriter();
  private boolean stop;

  private TrainingDisplay display(boolean terminal) {
    return new TrainingDisplay(new PrintWriter(text, true), terminal, 79, () -> stop);
  }

  @Test
  void aTerminalIsDrawnOverAndLeftCleanAndNotTooOften() throws InterruptedException {
    TrainingDisplay display = display(true);
    Thread.sleep(250);
    for (int i = 0; i < 1000; i++) {
      display.progress(new Progress(1, 2, i, 1000, 100, 1, 0.5, Duration.ofSeconds(9)));
    }
    String drawn = text.toString();
    assertTrue(drawn.startsWith("\rpass 1/2 step 0/1000 "), drawn);
    assertTrue(drawn.chars().filter(c -> c == '\r').count() < 10, drawn);
    display.clear();
    assertTrue(text.toString().endsWith(" \r"));
  }

  @Test
  void elsewhereThereIsALineForEachPass() {
    TrainingDisplay display = display(false);
    display.progress(new Progress(1, 2, 5, 1000, 100, 1, 0.5, Duration.ofSeconds(9)));
    display.passFinished(
        new PassResult(
            1,
            new Tally(1000, 123.4, 20, -1),
            Optional.of(new Tally(100, 9, 3, -1)),
            2,
            Optional.of(new StepSizes(0.0001, 0.02)),
            Optional.of(new Tally(200, 9, 5, -1))));
    assertEquals(
        "pass 1: training loss 0.1234, error 2.00 %; validation error 2.50 % (5 of 200);"
            + " test error 3.00 % (3 of 100); 2.0 s,"
            + " 500 samples/s; steps 1.0e-04 to 2.0e-02\n",
        text.toString());
  }

  @Test
  void asksForTheEndWhenSomeoneWantsIt() {
    TrainingDisplay display = display(false);
    assertFalse(display.stopRequested());
    stop = true;
    assertTrue(display.stopRequested());
  }
}
