package io.github.lenetcl.network;

import static io.github.lenetcl.network.ActivationFunction.RELU;
import static io.github.lenetcl.network.ActivationFunction.SCALED_TANH;
import static io.github.lenetcl.network.ActivationFunction.TANH;
import static io.github.lenetcl.network.Padding.SAME;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class NetworkBuilderTest {

  private static NetworkBuilder input() {
    return Network.input(28, 28, 1);
  }

  @Test
  void infersShapesAndNames() {
    Network network =
        input()
            .conv(6, 5, SAME, TANH)
            .averagePool(2, 1)
            .conv(16, Window.of(5, 3).withStride(2))
            .maxPool(2)
            .locallyConnected(3, 2)
            .activation(RELU)
            .subsampling(2)
            .flatten()
            .dropout(0.5)
            .dense(10)
            .softmax()
            .build();

    assertEquals(
        List.of(
            "conv1 6@28x28",
            "conv1.tanh 6@28x28",
            "pool2 6@27x27",
            "conv3 16@12x13",
            "pool4 16@6x6",
            "local5 3@5x5",
            "local5.relu 3@5x5",
            "subsampling6 3@2x2",
            "flatten7 12@1x1",
            "dropout8 12@1x1",
            "dense9 10@1x1",
            "softmax10 10@1x1"),
        namesAndShapes(network));
  }

  private static List<String> namesAndShapes(Network network) {
    return IntStream.range(0, network.layers().size())
        .mapToObj(i -> network.layers().get(i).name() + " " + network.shapes().get(i))
        .toList();
  }

  @Test
  void buildsThePapersLeNet5() {
    Network built =
        Network.input(32, 32, 1)
            .named("C1")
            .conv(6, 5, SCALED_TANH)
            .named("S2")
            .subsampling(2)
            .activation(SCALED_TANH)
            .named("C3")
            .conv(ConnectionTable.tableI(), 5)
            .activation(SCALED_TANH)
            .named("S4")
            .subsampling(2)
            .activation(SCALED_TANH)
            .named("C5")
            .conv(120, 5, SCALED_TANH)
            .named("F6")
            .dense(84, SCALED_TANH)
            .named("RBF")
            .rbf(Centers.digits())
            .build();

    assertEquals(Network.lenet5(), built);
  }

  @Test
  void leavesOutBiasesOfTheLayerBefore() {
    Network network =
        input()
            .conv(2, 5, TANH)
            .withoutBias()
            .locallyConnected(2, 5)
            .withoutBias()
            .flatten()
            .dense(3)
            .withoutBias()
            .build();

    assertEquals(
        List.of("conv1.weight", "local2.weight", "dense4.weight"),
        network.parameters().stream().map(Parameter::name).toList());
    refused(
        "layer 1, pool1: no biases to leave out, wanted conv, locallyConnected or dense",
        () -> input().maxPool(2).withoutBias());
  }

  @Test
  void ninePlacesOfAFiveByFiveImageTakeTheWeightsTheyShouldTake() {
    // Nine features: fully connected, connected to 3x3 fields of their own, and sharing weights.
    assertEquals(225, weights(Network.input(5, 5, 1).flatten().dense(9)));
    assertEquals(81, weights(Network.input(5, 5, 1).locallyConnected(1, 3)));
    assertEquals(9, weights(Network.input(5, 5, 1).conv(1, 3)));
  }

  private static int weights(NetworkBuilder builder) {
    return builder.withoutBias().build().parameterCount();
  }

  @Test
  void refusesWhatDoesNotFitWithItsNumberItsInputAndWhatItWanted() {
    refused(
        "layer 3, conv3: input 6@4x4, wanted 6 maps of at least 5x5",
        () -> input().conv(6, 5).averagePool(6).conv(16, 5));
    refused(
        "layer 2, conv2: input 4@24x24, wanted 6 maps of at least 5x5",
        () -> input().conv(4, 5, TANH).conv(ConnectionTable.tableI(), 5));
    refused(
        "layer 1, pool1: input 1@28x28, wanted 1 maps of at least 29x29",
        () -> input().maxPool(29));
    refused(
        "layer 1, pool1: input 1@28x28, window 0x0, wanted at least 1x1", () -> input().maxPool(0));
    refused("layer 1, conv1: input 1@28x28, maps 0, wanted at least 1", () -> input().conv(0, 5));
    refused(
        "layer 2, dense2: input 6@24x24, wanted a single position: flatten() before it",
        () -> input().conv(6, 5).dense(10));
    refused(
        "layer 2, dropout2: input 784@1x1, rate 1.0, wanted at least 0 and below 1",
        () -> input().flatten().dropout(1));
    refused(
        "layer 1, pool1: input 1@28x28, wanted 1 maps with sides that 8 divides",
        () -> input().s3Pool(2, 2, 8));
    refused(
        "layer 1: input 1@28x28, found the activation conv1.tanh before it, wanted a layer to act"
            + " on",
        () -> Network.input(32, 32, 1).conv(1, 5, TANH).activation(RELU));
  }

  @Test
  void refusesCodesThatAreNotSignsOrOfAnotherLength() {
    refused(
        "layer 2, rbf2: input 80@1x1 and codes of 84 values, wanted 80 values for each class",
        () -> Network.input(1, 1, 80).dense(80).rbf(Centers.digits()));
    refused(
        "layer 1, rbf1: input 2@1x1, wanted codes of +1 and -1 only",
        () -> Network.input(1, 1, 2).rbf(new Centers(new float[][] {{1, 0.5f}})));
    assertEquals(
        2,
        Network.input(1, 1, 2)
            .trainableRbf(new Centers(new float[][] {{1, 0.5f}}))
            .build()
            .parameterCount());
  }

  @Test
  void refusesANetworkOfNothing() {
    refused("a network needs at least one layer", () -> input().build());
    refused(
        "a shape needs at least one map, row and column: found 1@0x28",
        () -> Network.input(0, 28, 1));
    refused(
        "softmax1: softmax is for the last layer only", () -> input().softmax().flatten().build());
  }

  private static void refused(String message, Executable building) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, building).getMessage());
  }
}
