package io.github.lenetcl.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Models;
import io.github.lenetcl.model.Provenance;
import io.github.lenetcl.network.Architectures;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Parameter;
import io.github.lenetcl.network.Scaling;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewClassesTest {

  private static final List<String> CLASSES = List.of("circle", "cross", "star");
  private static final Initialization START = Initialization.overRoot(1.5f);

  private static void assertKeptBut(String drawn, Model old, Model renewed) {
    Network network = renewed.network();
    for (Parameter parameter : network.parameters()) {
      Parameter same =
          old.network().parameters().stream()
              .filter(each -> each.name().equals(parameter.name()))
              .findFirst()
              .orElseThrow();
      float[] before = same.slice(old.parameters());
      float[] after = parameter.slice(renewed.parameters());
      if (parameter.name().startsWith(drawn + ".")) {
        assertTrue(!Arrays.equals(before, after), parameter.name());
      } else {
        assertArrayEquals(before, after, parameter.name());
      }
    }
  }

  @Test
  void whatWasLearnedStaysButTheLastLayer() throws IOException {
    Model best = Models.bundled("best");
    Model renewed = NewClasses.of(best, CLASSES, START, 1);
    assertEquals(CLASSES, renewed.classes());
    assertEquals(3, renewed.network().output().maps());
    assertKeptBut("F6", best, renewed);
    assertArrayEquals(
        renewed.parameters(), NewClasses.of(best, CLASSES, START, 1).parameters(), "the same seed");
  }

  @Test
  void aSoftmaxGetsAsManyOutputs() {
    Network network = Architectures.keras(10);
    Model old =
        new Model(
            network,
            START.draw(network, 3),
            LabelledImages.numbered(10),
            Scaling.unit(),
            Provenance.unknown());
    Model renewed = NewClasses.of(old, CLASSES, START, 4);
    assertEquals(3, renewed.network().classes());
    int outputs = renewed.network().parameters().size();
    String last = renewed.network().parameters().get(outputs - 1).name();
    assertKeptBut(last.substring(0, last.indexOf('.')), old, renewed);
  }

  @Test
  void aNetworkWithoutFullConnectionIsRefused() {
    Network network = Architectures.xor();
    Model xor =
        new Model(
            network,
            START.draw(network, 1),
            List.of("0", "1"),
            Scaling.unit(),
            Provenance.unknown());
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> NewClasses.of(xor, List.of("one"), START, 1));
    assertTrue(refused.getMessage().startsWith("new classes: "), refused.getMessage());
  }
}
