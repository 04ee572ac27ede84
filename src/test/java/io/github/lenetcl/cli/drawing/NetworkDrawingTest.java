package io.github.lenetcl.cli.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Provenance;
import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkDrawingTest {

  private static Trace trace(int classes) {
    List<String> names = IntStream.range(0, classes).mapToObj(i -> "a long name " + i).toList();
    Network network = Network.lenet5(Centers.forClasses(names));
    float[] parameters = new float[network.parameterCount()];
    Arrays.fill(parameters, 0.01f);
    GreyImages digit = new GreyImages(28, 28, new byte[784], new int[1]);
    return Trace.of(
        new Model(network, parameters, names, Scaling.paper(), Provenance.unknown()), digit);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 200})
  void drawsAnyNumberOfClasses(int classes) {
    BufferedImage picture = new BufferedImage(3000, 2, BufferedImage.TYPE_INT_RGB);
    BufferedImage drawing = NetworkDrawing.draw(trace(classes), picture, true, "model best");
    assertTrue(drawing.getWidth() < 2000, drawing.getWidth() + " wide");
    assertTrue(drawing.getHeight() < 3000, drawing.getHeight() + " high");
  }

  /** Of probabilities the largest wins. */
  @Test
  void softmaxIsReadByItsLargestOutput() {
    Network network = Network.input(28, 28, 1).flatten().dense(3).softmax().build();
    float[] parameters = new float[network.parameterCount()];
    parameters[parameters.length - 2] = 3;
    Model model =
        new Model(
            network, parameters, List.of("a", "b", "c"), Scaling.unit(), Provenance.unknown());
    Trace trace = Trace.of(model, new GreyImages(28, 28, new byte[784], new int[1]));
    assertEquals(1, trace.ranking().get(0));
    assertEquals(Math.exp(3) / (Math.exp(3) + 2), trace.figures()[1], 1e-5);
    assertTrue(trace.hasProbabilities());
  }

  @Test
  void aTraceHoldsWhatEveryLayerGave() {
    Trace trace = trace(3);
    List<Integer> sizes = new ArrayList<>();
    trace.outputs().forEach(output -> sizes.add(output.length));
    assertEquals(List.of(4704, 4704, 1176, 1176, 1600, 1600, 400, 400, 120, 120, 84, 84, 3), sizes);
    assertEquals(3, trace.ranking().stream().distinct().count());
  }

  @Test
  void coloursGoFromBlueOverPaperToRed() {
    ColorScale scale = ColorScale.signed(2);
    assertEquals(ColorScale.BLUE, scale.of(-2));
    assertEquals(ColorScale.PALE, scale.of(0));
    assertEquals(ColorScale.RED, scale.of(2));
    assertEquals(ColorScale.RED, scale.of(1e30));
    assertEquals(ColorScale.INK, ColorScale.ink(-1, 1).of(1));
  }
}
