package io.github.lenetcl.data;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.lenetcl.fuzz.Refusal;
import java.io.IOException;
import java.util.List;

class IdxFuzzTest {

  @FuzzTest(maxDuration = "4s")
  void reads(byte[] bytes) throws IOException {
    Refusal.orResult(
        bytes,
        file -> {
          if (!Idx.isIdx(file)) {
            return;
          }
          try (ImageStream images = ImageStream.open(file)) {
            while (images.next(64).isPresent()) {
              // Each batch is read and dropped.
            }
          }
        });
    Refusal.orResult(bytes, Idx::readLabels);
    Refusal.orResult(bytes, file -> Idx.read(file, file, List.of("a", "b")));
  }
}
