package io.github.lenetcl.model.onnx;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.fuzz.Refusal;
import java.nio.ByteBuffer;

class OnnxFilesFuzzTest {

  @FuzzTest(maxDuration = "4s")
  void loads(byte[] bytes) {
    try {
      OnnxFiles.load("file", ByteBuffer.wrap(bytes));
    } catch (BadInputException e) {
      Refusal.requireLine(e.getMessage());
    }
  }
}
