package io.github.lenetcl.model;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.lenetcl.fuzz.Refusal;
import io.github.lenetcl.network.Network;
import java.io.IOException;
import java.util.List;

class NetworkFilesFuzzTest {

  private static final List<String> CLASSES = List.of("a", "b");

  @FuzzTest(maxDuration = "4s")
  void reads(byte[] bytes) throws IOException {
    Refusal.orResult(
        bytes,
        file -> {
          Network network = NetworkFiles.read(file, CLASSES);
          network.summary();
          String json = NetworkFiles.toJson(network, CLASSES);
          if (!NetworkFiles.parse("again", json, CLASSES).equals(network)) {
            throw new AssertionError("another network comes back");
          }
        });
  }
}
