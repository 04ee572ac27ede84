package io.github.lenetcl.data;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.lenetcl.fuzz.Refusal;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Data in any form, told by its content: NumPy, text, archives, MATLAB, HDF5, Parquet. */
class FormsFuzzTest {

  /** What the readers of others would allocate for a header alone is no fault of ours. */
  private static final int MOST_BYTES = 1 << 15;

  static Stream<byte[]> made() throws IOException {
    return Refusal.made("test-data/forms", MOST_BYTES);
  }

  @MethodSource("made")
  @FuzzTest(maxDuration = "4s")
  void opens(byte[] bytes) throws IOException {
    if (bytes.length <= MOST_BYTES) {
      Refusal.orResult(bytes, DataSets::open);
    }
  }
}
