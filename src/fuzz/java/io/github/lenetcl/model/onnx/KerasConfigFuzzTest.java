package io.github.lenetcl.model.onnx;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.lenetcl.fuzz.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The description of a network of Keras, beside weights that are sound. */
class KerasConfigFuzzTest {

  private static final byte[] WEIGHTS = weights();

  private static byte[] weights() {
    try (ZipFile zip = new ZipFile("test-data/keras/functions.keras");
        InputStream in = zip.getInputStream(zip.getEntry("model.weights.h5"))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @FuzzTest(maxDuration = "4s")
  void loads(byte[] config) throws IOException {
    Refusal.orResult(
        config,
        file -> {
          try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            out.setLevel(0);
            out.putNextEntry(new ZipEntry("config.json"));
            out.write(config);
            out.putNextEntry(new ZipEntry("model.weights.h5"));
            out.write(WEIGHTS);
          }
          KerasFiles.load(file, Optional.empty());
        });
  }
}
