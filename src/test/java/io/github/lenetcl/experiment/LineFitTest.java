package io.github.lenetcl.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineFitTest {

  @Test
  void findsALineAndTheMeanOfWhatLiesAboutIt() {
    LineFit exact = LineFit.of(List.of(new double[] {1, 5}, new double[] {3, 1}));
    assertEquals(-2, exact.slope(), 1e-12);
    assertEquals(7, exact.offset(), 1e-12);
    LineFit mean =
        LineFit.of(List.of(new double[] {0, 0}, new double[] {1, 3}, new double[] {2, 0}));
    assertEquals(0, mean.slope(), 1e-12);
    assertEquals(1, mean.at(5), 1e-12);
  }
}
