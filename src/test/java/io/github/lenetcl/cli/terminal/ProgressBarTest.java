package io.github.lenetcl.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.training.Progress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

  private static Progress progress(int pass, int done, double speed, Duration left) {
    return new Progress(pass, 20, done, 60_000, speed, 0.1234, 0.0123, left);
  }

  @Test
  void tellsPassPartSpeedLossErrorAndTimeLeft() {
    String line = ProgressBar.line(progress(2, 30_000, 12_345.6, Duration.ofSeconds(61)), 100);
    assertEquals(
        "pass 2/20 [##############--------------]  50 %  12346 samples/s  loss 0.123  error 1.23 %"
            + "  1:01 left",
        line);
  }

  @Test
  void theLiveLineTellsTheStep() {
    String line = ProgressBar.live(progress(2, 30_016, 1_234, Duration.ofSeconds(61)), 128, 100);
    assertEquals(
        "pass 2/20 step 235/469 [###########-----------]  1234 samples/s  loss 0.123"
            + "  error 1.23 %  1:01 left",
        line);
    for (int width = 1; width < 120; width++) {
      int w = width;
      String any = ProgressBar.live(progress(20, 60_000, 123_456, Duration.ofHours(9)), 1, w);
      assertTrue(any.length() <= w, any);
    }
  }

  @Test
  void aNarrowTerminalShortensTheBar() {
    String line = ProgressBar.line(progress(2, 15_000, 1_234, Duration.ofSeconds(5)), 79);
    assertEquals(79, line.length(), line);
    assertTrue(line.startsWith("pass 2/20 [##------]  25 %"), line);
  }

  @Test
  void timesHaveHoursOnlyWhereThereAreAny() {
    assertEquals("0:00", ProgressBar.time(Duration.ZERO));
    assertEquals("59:59", ProgressBar.time(Duration.ofSeconds(3599)));
    assertEquals("2:00:07", ProgressBar.time(Duration.ofSeconds(7207)));
  }
}
