package io.github.lenetcl.reading.sweep;

import static io.github.lenetcl.network.ActivationFunction.TANH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.network.Architectures;
import io.github.lenetcl.network.Network;
import org.junit.jupiter.api.Test;

class StrideTest {

  private static String refusal(Network network) {
    return assertThrows(IllegalArgumentException.class, () -> Stride.of(network)).getMessage();
  }

  @Test
  void isTheProductOfTheStridesOfAllWindows() {
    assertEquals(new Stride(4, 4), Stride.of(Network.lenet5()));
    Network pooled =
        Network.input(28, 28, 1)
            .conv(4, 5, TANH)
            .averagePool(2)
            .conv(8, 3, TANH)
            .maxPool(2, 1)
            .build();
    assertEquals(new Stride(2, 2), Stride.of(pooled));
  }

  @Test
  void whatSeesTheEndOfItsInputIsRefused() {
    String padded = refusal(Architectures.keras(10));
    assertTrue(padded.startsWith("sweep: layer ") && padded.contains("padding"), padded);
    Network flat = Network.input(8, 8, 1).conv(2, 3, TANH).flatten().dense(10).build();
    assertTrue(refusal(flat).contains("fits one size of input"), refusal(flat));
  }
}
