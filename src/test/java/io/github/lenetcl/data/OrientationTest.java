package io.github.lenetcl.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrientationTest {

  /** A PNG's signature, a chunk that tells a length, and one of EXIF that says 6. */
  private static byte[] png(int length) {
    ByteBuffer exif = ByteBuffer.allocate(26);
    exif.put("MM\0*".getBytes(StandardCharsets.ISO_8859_1)).putInt(8).putShort((short) 1);
    exif.putShort((short) 0x112).putShort((short) 3).putInt(1).putShort((short) 6);
    ByteBuffer file = ByteBuffer.allocate(8 + 12 + 12 + exif.capacity());
    file.position(8);
    file.putInt(length).put("tEXt".getBytes(StandardCharsets.ISO_8859_1)).putInt(0);
    file.putInt(exif.capacity()).put("eXIf".getBytes(StandardCharsets.ISO_8859_1));
    return file.put(exif.array()).array();
  }

  @Test
  void theChunkBehindOthersIsFound() {
    assertEquals(6, Orientation.of(png(0), PictureFormat.PNG, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, -12, -20, Integer.MIN_VALUE, Integer.MAX_VALUE, 1_000})
  void lengthsThatLeadBackOrBeyondTheEndSayNothing(int length) {
    int found =
        assertTimeoutPreemptively(
            Duration.ofSeconds(10), () -> Orientation.of(png(length), PictureFormat.PNG, 0));
    assertEquals(1, found);
  }
}
