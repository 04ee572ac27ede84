package io.github.lenetcl.serve;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The description of the service, OpenAPI 3.1. */
final class OpenApi {

  private static final String FILE = "/io/github/lenetcl/serve/openapi.json";

  private OpenApi() {}

  static Reply reply() {
    try (InputStream in = OpenApi.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IOException(FILE + ": not on the class path");
      }
      return Reply.of(Reply.JSON, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
