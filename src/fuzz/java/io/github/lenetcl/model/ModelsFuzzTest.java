package io.github.lenetcl.model;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.lenetcl.fuzz.Refusal;
import java.io.IOException;

class ModelsFuzzTest {

  @FuzzTest(maxDuration = "4s")
  void loads(byte[] bytes) throws IOException {
    Refusal.orResult(bytes, Models::load);
  }
}
