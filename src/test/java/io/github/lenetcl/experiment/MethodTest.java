package io.github.lenetcl.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lenetcl.network.Network;
import org.junit.jupiter.api.Test;

class MethodTest {

  private static Network network(String name) {
    return Method.others().stream()
        .filter(method -> method.name().equals(name))
        .findFirst()
        .orElseThrow()
        .network();
  }

  @Test
  void parametersAreThosePublished() {
    assertEquals(7_850, network("linear classifier").parameterCount());
    assertEquals(266_610, network("MLP 300-100").parameterCount());
    assertEquals(2_578, network("LeNet-1").parameterCount());
    assertEquals(16_890, network("LeNet-4").parameterCount());
  }

  @Test
  void connectionsAreAboutThosePublished() {
    // The ten units and their codes, which have 100 connections, come last.
    assertEquals(98_442, network("LeNet-1").connections() - 100);
    assertEquals(264_186, network("LeNet-4").connections() - 100);
  }
}
