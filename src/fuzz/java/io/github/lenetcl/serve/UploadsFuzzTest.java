package io.github.lenetcl.serve;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.fuzz.Refusal;
import java.time.Duration;
import java.util.List;

/** What the service is sent, as JSON and as a form. */
class UploadsFuzzTest {

  private static final Limits LIMITS =
      new Limits(1 << 20, 1 << 14, 16, 64, Duration.ofMillis(1), Duration.ofSeconds(1));
  private static final String FORM = "multipart/form-data; boundary=b";

  @FuzzTest(maxDuration = "4s")
  void reads(byte[] body) {
    look(() -> JsonPictures.of(body, LIMITS));
    look(() -> Multipart.pictures(FORM, body, LIMITS));
  }

  private interface Parser {
    List<Upload> read();
  }

  private static void look(Parser parser) {
    try {
      for (Upload upload : parser.read()) {
        upload.digit();
        upload.ink();
      }
    } catch (Problem | BadInputException e) {
      Refusal.requireLine(e.getMessage());
    }
  }
}
