package io.github.lenetcl.training;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.lenetcl.fuzz.Refusal;
import java.io.IOException;

class CheckpointFuzzTest {

  @FuzzTest(maxDuration = "4s")
  void reads(byte[] bytes) throws IOException {
    Refusal.orResult(bytes, Checkpoint::read);
  }
}
