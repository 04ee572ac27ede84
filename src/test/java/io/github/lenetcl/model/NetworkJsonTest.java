package io.github.lenetcl.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.Architectures;
import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Padding;
import io.github.lenetcl.network.Pointwise;
import io.github.lenetcl.network.Pooling;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Subsampling;
import io.github.lenetcl.network.Window;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkJsonTest {

  private static final Centers CENTERS = new Centers(new float[][] {{1, -1}, {-1, 1}, {1, 1}});

  private static final List<String> DIGITS = LabelledImages.numbered(10);

  private static final Network SMALL =
      new Network(
          new Shape(1, 28, 28),
          List.of(
              new Convolution("C1", 5, ConnectionTable.full(1, 2)),
              Activation.squash("C1.squash"),
              new Subsampling("S2", 2, 24),
              new Convolution("C3", 1, new ConnectionTable(2, List.of(List.of(0), List.of(0, 1)))),
              new FullConnection("F4", 2, 2),
              new RadialBasis("RBF", CENTERS)));

  private static final String JSON =
      """
      {"input":[1,28,28],"layers":[
      {"kind":"convolution","name":"C1","kernel":5,"inputs":1,"outputs":2},
      {"kind":"squash","name":"C1.squash"},
      {"kind":"subsampling","name":"S2","maps":2,"window":24},
      {"kind":"convolution","name":"C3","kernel":1,"inputs":2,"table":[[0],[0,1]]},
      {"kind":"full","name":"F4","inputs":2,"outputs":2},
      {"kind":"rbf","name":"RBF","units":2,"classes":3}]}
      """;

  @Test
  void writesEveryKindOfLayer() {
    assertEquals(JSON.replace("\n", ""), NetworkJson.write(SMALL));
  }

  @Test
  void readsWhatItWrites() throws BadInputException {
    assertEquals(SMALL, read(JSON));
    NetworkJson.CentersSource digits =
        (where, layer, trainable, classes, units) -> Centers.digits();
    String lenet5 = NetworkJson.write(Network.lenet5());

    assertEquals(Network.lenet5(), NetworkJson.read("x", lenet5, 70_000, digits));
  }

  /** Every kind of layer, each with all that can be said of it. */
  private static final Network LARGE =
      Network.input(28, 28, 1)
          .conv(4, new Window(5, 3, 2, 1, Padding.SAME))
          .withoutBias()
          .activation(ActivationFunction.HARD_SIGMOID)
          .activation(Pointwise.Function.GELU)
          .batchNormalization()
          .batchNormalization(1e-3f, 0.01f)
          .activation(Pointwise.Function.LEAKY_RELU, 0.3f)
          .pool(Pooling.Kind.STOCHASTIC, Window.of(2).withPadding(Padding.of(1)))
          .pool(Pooling.Kind.AVERAGE, Window.of(3, 2).withPadding(new Padding.Given(0, 1, 2, 0)))
          .pool(Pooling.Kind.PADDED_AVERAGE, Window.of(3).withPadding(Padding.of(1)))
          .maxPool(2, 1)
          .locallyConnected(2, 3)
          .withoutBias()
          .subsampling(Window.of(2).withPadding(Padding.HALF))
          .activation(ActivationFunction.SCALED_TANH)
          .conv(2, 1)
          .pool(Pooling.Kind.MAX, Window.of(2, 3).withPadding(Padding.FULL))
          .s3Pool(2, 1, 1)
          .flatten()
          .dropout(0.5)
          .dense(2)
          .withoutBias()
          .trainableRbf(CENTERS)
          .build();

  @Test
  void readsWhateverCanBeBuilt() throws BadInputException {
    String json = NetworkJson.write(LARGE);
    Network read =
        NetworkJson.read("x", json, 100_000, (where, layer, trainable, classes, units) -> CENTERS);
    assertEquals(LARGE, read);

    Network softmax = Architectures.keras(10);
    assertEquals(softmax, NetworkFiles.parse("x", NetworkFiles.toJson(softmax, DIGITS), DIGITS));
  }

  @Test
  void infersWhatFollowsFromTheLayerBefore() throws BadInputException {
    String json =
        """
        {"input": [1, 28, 28], "layers": [
          {"kind": "convolution", "kernel": 5, "outputs": 6, "padding": "same"},
          {"kind": "activation", "function": "tanh"},
          {"kind": "average-pool", "window": 2, "stride": 1},
          {"kind": "flatten"},
          {"kind": "full", "outputs": 84},
          {"kind": "rbf", "classes": 10}]}
        """;
    Network network = NetworkFiles.parse("x", json, DIGITS);
    assertEquals(new Shape(10, 1, 1), network.output());
    assertEquals(Centers.digits(), network.centers().orElseThrow());
    assertEquals("average-pool3", network.layers().get(2).name());
  }

  @Test
  void aPlainFileHoldsTheCodesThatDoNotFollowFromTheClasses() throws BadInputException {
    Network lenet1 = Architectures.lenet1(10);
    String json = NetworkFiles.toJson(lenet1, DIGITS);
    assertEquals(lenet1, NetworkFiles.parse("x", json, DIGITS));
    assertEquals(
        Network.lenet5(),
        NetworkFiles.parse("x", NetworkFiles.toJson(Network.lenet5(), DIGITS), DIGITS));

    String without = json.replaceFirst(",\"centers\":.*]]", "");
    BadInputException e =
        assertThrows(
            BadInputException.class, () -> NetworkFiles.parse("lenet1.json", without, DIGITS));
    assertEquals(
        "lenet1.json: layer 10: centers is absent for 10 classes of 10 values, wanted a list of"
            + " lists; only for the 10 classes of the data and 84 values are there codes",
        e.getMessage());
  }

  @Test
  void aFileThatIsNotThereIsOneLine() {
    BadInputException e =
        assertThrows(
            BadInputException.class, () -> NetworkFiles.read(Path.of("absent.json"), DIGITS));
    assertEquals("absent.json: no such file, wanted a network as JSON", e.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"input":              | {"in":             | x: input is absent, wanted a list
          [1,28,28]              | [1,28]             | x: input is [1, 28], wanted [maps, height, width]
          [1,28,28]              | [1,28,0]           | x: input is 0, wanted an integer from 1 to 131072
          [1,28,28]              | [1,131072,131072]  | x: too large a shape: 1@131072x131072
          [1,28,28]              | [1,28,4]           | x: C1: input 1@28x4, wanted 1 maps of at least 5x5
          [1,28,28],             | [1,28,28],"a":1,   | x: unknown field "a"
          "kind":"squash"        | "kind":"sqash"     | x: layer 1: kind is "sqash", wanted convolution, local, subsampling, average-pool
          "kind":"squash"        | "kind":7           | x: layer 1: kind is 7, wanted a string
          {"kind":"squash"       | 7,{"kind":"squash" | x: layer 1: found 7, wanted an object
          "name":"C1.squash"     | "nam":"C1.squash"  | x: layer 1: unknown field "nam"
          "name":"C1.squash"     | "name":"C1.squash","slope":2 | x: layer 1: unknown field "slope"
          "kernel":5             | "kernel":5.5       | x: layer 0: kernel is 5.5, wanted an integer from 1 to 4096
          "kernel":5             | "kernel":0         | x: layer 0: kernel is 0, wanted
          "kernel":5             | "kernel":[5]       | x: layer 0: kernel is [5], wanted an integer or [rows, columns]
          "kernel":5             | "kernel":5,"stride":0 | x: layer 0: stride is 0, wanted an integer from 1 to 4096
          "kernel":5             | "kernel":5,"padding":-1 | x: layer 0: padding is -1, wanted an integer from 0 to 4096
          "kernel":5             | "kernel":5,"padding":"samee" | x: layer 0: padding is "samee", wanted same, half, full or numbers
          "kernel":5             | "kernel":5,"padding":[1,2] | x: layer 0: padding is [1, 2], wanted [top, left, bottom, right]
          "kernel":5             | "kernel":5,"bias":1 | x: layer 0: bias is 1, wanted true or false
          "kind":"squash"        | "kind":"activation","function":"tan" | x: layer 1: function is "tan", wanted linear, sigmoid
          {"kind":"squash"       | {"kind":"dropout","rate":1},{"kind":"squash" | x: dropout2: rate 1.0, wanted at least 0 and below 1
          {"kind":"squash"       | {"kind":"dropout","rate":"x"},{"kind":"squash" | x: layer 1: rate is "x", wanted a number
          {"kind":"squash"       | {"kind":"softmax"},{"kind":"squash" | x: softmax2: softmax is for the last layer only
          {"kind":"squash"       | {"kind":"local","kernel":9,"outputs":9},{"kind":"squash" | x: layer 1: number of weights up to here is 373298, wanted at most 100
          {"kind":"squash"       | {"kind":"s3-pool","window":2,"stride":2,"grid":7},{"kind":"squash" | x: s3-pool2: window 2, stride 2, grid 7
          "units":2              | "units":2,"centers":[[1,-1],[1]] | x: centres: class 1 has 1 values, wanted 2
          "units":2              | "units":2,"centers":[[1,-1,1]] | x: layer 5: classes is 3, wanted an integer from 1 to 1
          "units":2,"classes":3  | "units":2,"centers":[[1,-1,1]] | x: layer 5: centers is 3 values for each class, wanted 2, one for each unit
          "units":2,"classes":3  | "units":2,"centers":[[1,0.5]] | x: layer 5: centers is other numbers, wanted codes of 1 and -1
          "units":2,"classes":3  | "units":2,"centers":[1] | x: layer 5: centers is 1, wanted a list of numbers
          "units":2,"classes":3  | "units":2,"centers":[] | x: centres: none given
          "inputs":1,"outputs":2 | "inputs":1         | x: layer 0: outputs is absent
          "outputs":2},          | "outputs":2,"table":[[0],[0]]}, | x: layer 0: unknown field "outputs"
          "outputs":2},          | "outputs":131072}, | x: layer 0: number of weights up to here is 3276800, wanted at most 100
          "maps":2               | "maps":131072      | x: layer 2: number of weights up to here is 262194, wanted at most 100
          "window":24            | "window":25        | x: S2: input 2@24x24, wanted 2 maps of at least 25x25
          [[0],[0,1]]            | [[0],[0,2]]        | x: layer 3: table is 2, wanted an integer from 0 to 1
          [[0],[0,1]]            | [[0],[1,0]]        | x: connection table, output map 1: found [1, 0]
          [[0],[0,1]]            | [[0],[]]           | x: connection table, output map 1: reads no input map
          [[0],[0,1]]            | [[0],7]            | x: layer 3: table is 7, wanted a list
          [[0],[0,1]]            | []                 | x: a connection table needs input and output maps
          "F4","inputs":2,"outputs":2 | "F4","inputs":2,"outputs":3 | x: RBF: input 3@1x1, wanted 2 maps
          "classes":3            | "classes":300      | x: layer 5: number of weights up to here
          ]}                     | ]                  | x: JSON, character
          """)
  void refusesWhatIsNoNetwork(String part, String damaged, String message) {
    String json = JSON.replace(part, damaged);
    assertNotEquals(JSON, json);

    BadInputException e = assertThrows(BadInputException.class, () -> read(json));

    assertTrue(e.getMessage().startsWith(message), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }

  @Test
  void refusesANetworkOfNothing() {
    BadInputException e =
        assertThrows(BadInputException.class, () -> read("{\"input\":[1,2,3],\"layers\":[]}"));

    assertEquals("x: a network needs at least one layer", e.getMessage());
  }

  private static Network read(String json) throws BadInputException {
    return NetworkJson.read("x", json, 100, (where, layer, trainable, classes, units) -> CENTERS);
  }
}
