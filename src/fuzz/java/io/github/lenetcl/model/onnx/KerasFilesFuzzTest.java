package io.github.lenetcl.model.onnx;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.lenetcl.fuzz.Refusal;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class KerasFilesFuzzTest {

  private static final int MOST_BYTES = 1 << 16;

  static Stream<byte[]> made() throws IOException {
    return Refusal.made("test-data/keras", MOST_BYTES);
  }

  @MethodSource("made")
  @FuzzTest(maxDuration = "4s")
  void loads(byte[] bytes) throws IOException {
    if (bytes.length <= MOST_BYTES) {
      Refusal.orResult(
          bytes,
          file -> {
            if (KerasFiles.isOne(file)) {
              KerasFiles.load(file, Optional.empty());
            }
          });
    }
  }
}
