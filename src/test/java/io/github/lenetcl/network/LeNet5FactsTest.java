package io.github.lenetcl.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** LeNet-5 as LeCun et al. 1998 count it. */
class LeNet5FactsTest {

  private final Network lenet5 = Network.lenet5();

  @Test
  void hasSixtyThousandParametersAndItsConnections() {
    assertEquals(60_000, lenet5.parameterCount());
    assertEquals(340_908, lenet5.connections());
    // A coefficient of S2 or S4 is one multiplication.
    assertEquals(326_520 + 1_176 + 400, lenet5.multiplyAdds());
  }

  @ParameterizedTest
  @CsvSource({
    "C1, 6@28x28, 156, 122304",
    "S2, 6@14x14, 12, 5880",
    "C3, 16@10x10, 1516, 151600",
    "S4, 16@5x5, 32, 2000",
    "C5, 120@1x1, 48120, 48120",
    "F6, 84@1x1, 10164, 10164",
    "RBF, 10@1x1, 0, 840",
  })
  void hasTheLayersOfThePaper(String name, String shape, int parameters, long connections) {
    int index = lenet5.layers().stream().map(Layer::name).toList().indexOf(name);
    Layer layer = lenet5.layers().get(index);
    assertEquals(shape, lenet5.shapes().get(index).toString());
    assertEquals(parameters, lenet5.parametersOf(index).stream().mapToInt(Parameter::size).sum());
    assertEquals(connections, layer.connections(lenet5.inputOf(index)));
  }

  @Test
  void squashesAfterEveryLayerButTheLast() {
    List<Layer> layers = lenet5.layers();
    for (int i = 0; i < layers.size(); i++) {
      assertEquals(i % 2 == 1, layers.get(i) instanceof Activation, layers.get(i).name());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "C1.weight, 0, '[6, 5, 5]'",
    "C1.bias, 150, [6]",
    "S2.coefficient, 156, [6]",
    "S2.bias, 162, [6]",
    "C3.weight, 168, '[60, 5, 5]'",
    "C3.bias, 1668, [16]",
    "S4.coefficient, 1684, [16]",
    "S4.bias, 1700, [16]",
    "C5.weight, 1716, '[1920, 5, 5]'",
    "C5.bias, 49716, [120]",
    "F6.weight, 49836, '[84, 120]'",
    "F6.bias, 59916, [84]",
  })
  void laysItsParametersOut(String name, int offset, String shape) {
    Parameter parameter =
        lenet5.parameters().stream().filter(each -> each.name().equals(name)).findAny().get();
    assertEquals(offset, parameter.offset());
    assertEquals(shape, parameter.spec().shape().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 1 2", "1, 1 2 3", "2, 2 3 4", "3, 3 4 5",
    "4, 0 4 5", "5, 0 1 5", "6, 0 1 2 3", "7, 1 2 3 4",
    "8, 2 3 4 5", "9, 0 3 4 5", "10, 0 1 4 5", "11, 0 1 2 5",
    "12, 0 1 3 4", "13, 1 2 4 5", "14, 0 2 3 5", "15, 0 1 2 3 4 5",
  })
  void connectsAsTableI(int output, String inputs) {
    List<Integer> row = ConnectionTable.tableI().rows().get(output);
    assertEquals(inputs, String.join(" ", row.stream().map(String::valueOf).toList()));
  }

  @Test
  void tableIHasSixtyPairsTenForEachInput() {
    ConnectionTable table = ConnectionTable.tableI();
    assertEquals(60, table.pairs());
    for (int input = 0; input < 6; input++) {
      int from = input;
      assertEquals(10, table.rows().stream().filter(row -> row.contains(from)).count());
    }
  }

  @Test
  void fansInByTheConnectionsPresent() {
    TensorSpec weight = lenet5.parameters().get(4).spec();
    assertEquals("weight", weight.role());
    for (int fan : new int[] {75, 100, 150}) {
      int maps = fan == 75 ? 6 : fan == 100 ? 9 : 1;
      assertEquals(maps * fan / 25, weight.fanIn().stream().filter(f -> f == fan).count());
    }
  }

  @Test
  void drawsItsCentersAsFigure3() {
    Centers centers = Centers.digits();
    List<Integer> ink = new ArrayList<>();
    for (float[] code : centers.values()) {
      int count = 0;
      for (float cell : code) {
        assertTrue(cell == 1 || cell == -1);
        count += cell == 1 ? 1 : 0;
      }
      ink.add(count);
    }
    assertEquals(List.of(35, 27, 33, 32, 41, 35, 39, 25, 43, 39), ink);
  }

  @Test
  void keepsItsCentersApart() {
    float[][] codes = Centers.digits().values();
    int least = Integer.MAX_VALUE;
    int largest = 0;
    String nearest = "";
    for (int a = 0; a < codes.length; a++) {
      for (int b = a + 1; b < codes.length; b++) {
        int distance = 0;
        for (int j = 0; j < codes[a].length; j++) {
          distance += (int) ((codes[a][j] - codes[b][j]) * (codes[a][j] - codes[b][j]));
        }
        largest = Math.max(largest, distance);
        nearest = distance < least ? a + " and " + b : nearest;
        least = Math.min(least, distance);
      }
    }
    assertEquals(48, least);
    assertEquals("6 and 8", nearest);
    assertEquals(200, largest);
  }

  @Test
  void refusesASquashOfASquash() {
    List<Layer> layers = List.of(Activation.squash("one"), Activation.squash("two"));
    var e =
        assertThrows(IllegalArgumentException.class, () -> new Network(new Shape(1, 1, 1), layers));
    assertEquals("two: found an activation before it, wanted a layer to act on", e.getMessage());
  }

  @Test
  void givesMoreOutputsForLargerInputs() {
    List<Shape> shapes = lenet5.shapesFor(new Shape(1, 36, 44));
    assertEquals(new Shape(10, 2, 4), shapes.get(shapes.size() - 1));
  }
}
