package io.github.lenetcl.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.DeviceInfo;
import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.network.Network;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The records and their checks; docs/serve.md says how TensorBoard itself reads them back. */
class EventFileLogTest {

  @TempDir private Path folder;

  @Test
  void recordsAreWholeAndHoldTheValues() throws IOException {
    EventFileLog log = new EventFileLog(folder.resolve("run"));
    DeviceInfo device =
        new DeviceInfo("cpu", "a CPU", "Java", "17", DeviceInfo.Kind.JAVA, Map.of());
    log.started(new TrainingRun(device, Network.lenet5(), new PaperRecipe(), 1, 200, 0, 0, 1, 0));
    log.passFinished(
        new PassResult(300, new Tally(200, 50, 3, -1), Optional.empty(), 0.5, Optional.empty()));
    List<byte[]> records;
    try (var files = Files.list(folder.resolve("run"))) {
      records = records(Files.readAllBytes(files.findFirst().orElseThrow()));
    }
    assertEquals(6, records.size(), "the version, loss, error, rate and two of speed");
    assertTrue(text(records.get(0)).contains("brain.Event:2"));
    byte[] loss = records.get(1);
    ByteBuffer event = ByteBuffer.wrap(loss).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(0x10, event.get(9), "the step, after the time of 9 bytes");
    assertEquals(300, (event.get(10) & 0x7f) | event.get(11) << 7);
    assertTrue(text(loss).contains("loss/training"));
    assertEquals(0.25f, event.getFloat(loss.length - 4));
  }

  private static String text(byte[] record) {
    return new String(record, StandardCharsets.ISO_8859_1);
  }

  private static List<byte[]> records(byte[] file) {
    List<byte[]> records = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      byte[] length = new byte[8];
      in.get(length);
      assertEquals(check(length), in.getInt());
      byte[] record =
          new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
      in.get(record);
      assertEquals(check(record), in.getInt());
      records.add(record);
    }
    return records;
  }

  private static int check(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    int value = (int) crc.getValue();
    return ((value >>> 15) | (value << 17)) + 0xa282ead8;
  }
}
