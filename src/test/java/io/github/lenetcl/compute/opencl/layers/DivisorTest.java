package io.github.lenetcl.compute.opencl.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DivisorTest {

  /** As division.h computes it. */
  private static int quotient(int dividend, long divisor) {
    long product = (dividend * 2L) * (divisor & 0xffffffffL);
    return (int) (product >>> 32) >>> (divisor >>> 32);
  }

  private static IntStream numbers() {
    IntStream small = IntStream.range(1, 300);
    IntStream powers =
        IntStream.range(8, 31)
            .flatMap(bit -> IntStream.of((1 << bit) - 1, 1 << bit, (1 << bit) + 1));
    IntStream any = new Random(1).ints(300, 1, Integer.MAX_VALUE);
    IntStream last = IntStream.of(Integer.MAX_VALUE - 1, Integer.MAX_VALUE);
    return IntStream.concat(IntStream.concat(small, powers), IntStream.concat(any, last));
  }

  @Test
  void dividesEveryDividend() {
    numbers()
        .forEach(
            divisor -> {
              long packed = Divisor.of(divisor);
              assertTrue(packed >>> 37 == 0, () -> divisor + ": a shift of " + (packed >>> 32));
              assertEquals(0, quotient(0, packed));
              numbers().forEach(dividend -> check(dividend, divisor, packed));
              // At both sides of the largest multiple, where a factor that is too large shows
              // first.
              int most = Integer.MAX_VALUE / divisor * divisor;
              check(most, divisor, packed);
              check(most - 1, divisor, packed);
            });
  }

  private static void check(int dividend, int divisor, long packed) {
    assertEquals(dividend / divisor, quotient(dividend, packed), () -> dividend + " / " + divisor);
  }
}
