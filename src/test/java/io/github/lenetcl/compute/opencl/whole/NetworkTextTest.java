package io.github.lenetcl.compute.opencl.whole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.Architectures;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where a text changes on purpose, {@code lenet info NET --kernels} gives the new copy. */
class NetworkTextTest {

  private static String resource(String path) throws IOException {
    try (InputStream in = NetworkTextTest.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String text(Network network) {
    return NetworkText.of(network, network.input(), 16).text();
  }

  private static Optional<String> refusal(Network network) {
    return NetworkText.refusal(network, network.input(), 16);
  }

  /** The copy among the kernels, with which they compile alone. */
  @Test
  void writesLeNet5AsBefore() throws IOException {
    assertEquals(resource("/io/github/lenetcl/kernels/lanes/network.h"), text(Network.lenet5()));
  }

  @Test
  void writesLeNet5ForGroupsAsBefore() throws IOException {
    String copy = resource("/io/github/lenetcl/kernels/fused/lenet5.h");
    assertEquals(copy, GroupText.of(Network.lenet5()).text());
  }

  @Test
  void writesTheLeNetOfKerasAsBefore() throws IOException {
    assertEquals(resource("lenet-keras.h"), text(Architectures.keras(10)));
  }

  @Test
  void keepsAnyLayersNameInItsComment() {
    Network network =
        new Network(new Shape(4, 1, 1), List.of(new FullConnection("a\\\n*/ #error", 4, 2)));
    assertTrue(text(network).contains("  // a???? ?error.\n  full_forward(4, 2, "));
  }

  @Test
  void saysWhichLayerStandsInTheWay() {
    assertEquals(
        Optional.of("local1: weights that are not shared"),
        refusal(Network.input(8, 8, 1).locallyConnected(2, 3).flatten().dense(2).build()));
    assertEquals(
        Optional.of("pool1: stochastic pooling"),
        refusal(Network.input(8, 8, 1).stochasticPool(2, 2).flatten().dense(2).build()));
    assertEquals(
        Optional.of("conv1: outputs at more than one position"),
        refusal(Network.input(8, 8, 1).conv(2, 3).build()));
    assertEquals(
        Optional.of("conv1: kernels of more than 28 columns"),
        refusal(Network.input(32, 32, 1).conv(2, 29).flatten().dense(2).build()));
    String large =
        refusal(
                Network.input(512, 512, 1)
                    .conv(16, 5, ActivationFunction.TANH)
                    .flatten()
                    .dense(2)
                    .build())
            .orElseThrow();
    assertTrue(
        large.endsWith("values for each sample, more than the 1,048,576 that there is room for"),
        large);
  }

  @Test
  void usesFewerRegistersWhereVectorsAreShorter() {
    Network network = Network.lenet5();
    String eight = NetworkText.of(network, network.input(), 8).text();
    assertFalse(eight.equals(text(network)));
    assertTrue(eight.contains("for vectors of 8 lanes"));
  }
}
