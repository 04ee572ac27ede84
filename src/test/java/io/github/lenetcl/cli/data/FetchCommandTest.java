package io.github.lenetcl.cli.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.github.lenetcl.cli.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchCommandTest {

  @TempDir Path folder;

  @Test
  void onlyMnistIsFetched() {
    Run run = Run.with("fetch", "cifar", folder);
    assertEquals(2, run.code());
    assertTrue(run.err().contains("expected one of mnist"), run.err());
  }

  @Test
  void aMirrorIsAnAddress() {
    Run run = Run.with("fetch", "mnist", folder, "--mirror", "ftp://example.org/");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("wanted an address like https://host/folder/"), run.err());
  }

  @Test
  void aMirrorThatHasNothingIsAFailedJob() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    try {
      String mirror = "http://localhost:" + server.getAddress().getPort() + "/";
      Run run = Run.with("fetch", "mnist", folder, "--mirror", mirror);
      assertEquals(1, run.code());
      assertEquals(1, run.errors().size(), run.err());
      assertTrue(run.err().startsWith("lenet fetch: "), run.err());
      assertTrue(run.err().contains("404"), run.err());
    } finally {
      server.stop(0);
    }
  }
}
