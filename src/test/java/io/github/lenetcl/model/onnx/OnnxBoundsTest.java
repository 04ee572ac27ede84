package io.github.lenetcl.model.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.model.NetworkFiles;
import io.github.lenetcl.network.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxBoundsTest {

  /** What the virtual machine throws in compiled code has no message. */
  @Test
  void anExceptionWithoutMessageIsALine() {
    String message = new ArithmeticException().getMessage();
    assertEquals("its numbers do not fit together", Node.line(message));
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheJson(@TempDir Path folder) throws IOException {
    List<String> digits = LabelledImages.numbered(10);
    String json = NetworkFiles.toJson(Network.lenet5(), digits);
    Path file = Files.writeString(folder.resolve("net.json"), "\ufeff" + json);
    assertEquals(Network.lenet5(), NetworkFiles.read(file, digits));
  }
}
