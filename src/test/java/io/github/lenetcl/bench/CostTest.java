package io.github.lenetcl.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostTest {

  /** C1 117,600, S2 1,176, C3 150,000, S4 400, C5 48,000, F6 10,080, RBF 840 multiply-adds. */
  private static final long FORWARD = 328_096;

  @Test
  void lenet5TakesItsMultiplyAddsForward() {
    assertEquals(2 * FORWARD, Cost.ofInference(Network.lenet5(), 1).flop());
  }

  @Test
  void lenet5TakesOnePointSevenMegaflopToTrain() {
    long toParameters = FORWARD - 840;
    long toInputs = FORWARD - 117_600;
    long flop = Cost.ofTraining(Network.lenet5(), 1).flop();
    assertEquals(2 * (FORWARD + toParameters + toInputs), flop);
    assertEquals(1.7, flop / 1e6, 0.05);
  }

  @Test
  void bytesOfOneLayerAreThoseThatItReadsAndWrites() {
    // 3 inputs, 2 outputs, 8 parameters.
    Network one = new Network(new Shape(3, 1, 1), List.of(new FullConnection("full", 3, 2)));
    assertEquals(4 * (3 + 2 + 8), Cost.ofInference(one, 1).bytes());
    assertEquals(4 * (3 + 2 + 1), Cost.ofInference(one, 8).bytes());
    // Forward and to parameters; seven vectors for each update.
    assertEquals(4 * (3 + 2 + 3 + 2 + 7 * 8), Cost.ofTraining(one, 1).bytes());
    assertEquals(4 * (3 + 2 + 3 + 2 + 7), Cost.ofTraining(one, 8).bytes());
  }
}
