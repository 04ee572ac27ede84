package io.github.lenetcl.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TensorLayoutTest {

  private static final Network SMALL =
      new Network(
          new Shape(3, 2, 2),
          List.of(
              new Convolution(
                  "C1", 2, new ConnectionTable(3, List.of(List.of(0, 2), List.of(1))))));

  @Test
  void lenet5HasTheShapesOfThePaper() {
    List<NamedTensor> tensors =
        new TensorLayout(Network.lenet5()).spread("gradient.", new float[60_000]);

    assertEquals(
        "gradient.C1.weight F32 [6, 1, 5, 5]; gradient.C1.bias F32 [6]; "
            + "gradient.S2.coefficient F32 [6]; gradient.S2.bias F32 [6]; "
            + "gradient.C3.weight F32 [16, 6, 5, 5]; gradient.C3.bias F32 [16]; "
            + "gradient.S4.coefficient F32 [16]; gradient.S4.bias F32 [16]; "
            + "gradient.C5.weight F32 [120, 16, 5, 5]; gradient.C5.bias F32 [120]; "
            + "gradient.F6.weight F32 [84, 120]; gradient.F6.bias F32 [84]",
        tensors.stream().map(NamedTensor::toString).collect(Collectors.joining("; ")));
  }

  @Test
  void kernelsStandWhereTheTableConnects() {
    float[] vector = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14};

    List<NamedTensor> tensors = new TensorLayout(SMALL).spread("", vector);

    assertArrayEquals(
        new float[] {1, 2, 3, 4, 0, 0, 0, 0, 5, 6, 7, 8, 0, 0, 0, 0, 9, 10, 11, 12, 0, 0, 0, 0},
        tensors.get(0).floats());
    assertArrayEquals(new float[] {13, 14}, tensors.get(1).floats());
  }

  @Test
  void gathersWhatItSpreads() throws IOException {
    float[] vector = new float[60_000];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = i + 1;
    }
    TensorLayout layout = new TensorLayout(Network.lenet5());

    assertArrayEquals(vector, layout.gather("a.", file(layout.spread("a.", vector))));
  }

  @Test
  void refusesAWeightBetweenUnconnectedMaps() {
    float[] spread = new float[24];
    spread[13] = 0.5f;
    List<NamedTensor> tensors =
        List.of(
            NamedTensor.of("C1.weight", spread, 2, 3, 2, 2),
            NamedTensor.of("C1.bias", new float[2], 2));

    BadInputException e =
        assertThrows(
            BadInputException.class, () -> new TensorLayout(SMALL).gather("", file(tensors)));

    assertEquals(
        "x: tensor \"C1.weight\": a weight between input map 0 and output map 1 is 0.5, wanted 0:"
            + " the connection table has no such pair",
        e.getMessage());
  }

  @Test
  void refusesNumbersThatAreNotFiniteAsFloats() {
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e39}) {
      List<NamedTensor> tensors = new ArrayList<>();
      tensors.add(NamedTensor.of("C1.weight", new double[24], 2, 3, 2, 2));
      tensors.add(NamedTensor.of("C1.bias", new double[] {0, value}, 2));

      BadInputException e =
          assertThrows(
              BadInputException.class, () -> new TensorLayout(SMALL).gather("", file(tensors)));

      assertEquals(
          "x: tensor \"C1.bias\": value 1 is "
              + (float) value
              + ", wanted a finite number in single precision",
          e.getMessage());
    }
  }

  @Test
  void refusesAVectorOfAnotherLength() {
    assertThrows(
        IllegalArgumentException.class, () -> new TensorLayout(SMALL).spread("", new float[13]));
  }

  private static SafetensorsFile file(List<NamedTensor> tensors) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SafetensorsWriter.write(out, Map.of(), tensors);
    return SafetensorsFile.read(new ByteArrayInputStream(out.toByteArray()), "x");
  }
}
