package io.github.lenetcl.data;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.lenetcl.fuzz.Refusal;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class OrientationFuzzTest {

  static Stream<byte[]> made() throws IOException {
    return Refusal.made(
        "src/fuzz/resources/io/github/lenetcl/data/PicturesFuzzTestInputs", Integer.MAX_VALUE);
  }

  @MethodSource("made")
  @FuzzTest(maxDuration = "4s")
  void reads(byte[] bytes) {
    for (PictureFormat format : PictureFormat.values()) {
      for (int page = 0; page < 3; page++) {
        int orientation = Orientation.of(bytes, format, page);
        if (orientation < 1 || orientation > 8) {
          throw new AssertionError("no orientation: " + orientation);
        }
      }
    }
  }
}
