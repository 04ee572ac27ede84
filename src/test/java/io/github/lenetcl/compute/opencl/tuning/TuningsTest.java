package io.github.lenetcl.compute.opencl.tuning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.DeviceInfo;
import io.github.lenetcl.compute.DeviceInfo.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuningsTest {

  @TempDir Path folder;

  private static DeviceInfo device(Kind kind, String driver) {
    return new DeviceInfo("opencl:0.0", "Some (R) Device", "A Platform", driver, kind, Map.of());
  }

  /** Returns what is warned of while the tuning of a device is looked up. */
  private List<String> warnings(DeviceInfo device, Tuning expected) {
    List<String> warnings = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord message) {
            warnings.add(new SimpleFormatter().formatMessage(message));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger(Tunings.class.getName());
    logger.addHandler(handler);
    try {
      assertEquals(expected, Tunings.in(folder).of(device));
    } finally {
      logger.removeHandler(handler);
    }
    return warnings;
  }

  @Test
  void whereNothingIsKnownSizesAreTheUsualOnes() {
    assertEquals(List.of(), warnings(device(Kind.CPU, "1"), Tuning.usual(Kind.CPU)));
    assertEquals(8, Tuning.usual(Kind.CPU).get(Knob.CONVOLUTION_STRIP));
    assertEquals(1, Tuning.usual(Kind.DISCRETE_GPU).get(Knob.CONVOLUTION_STRIP));
  }

  @Test
  void whatIsSavedIsFoundAgain() throws IOException {
    DeviceInfo device = device(Kind.DISCRETE_GPU, "5\\6 = #7");
    Tuning tuning = Tuning.usual(Kind.DISCRETE_GPU).with(Knob.FULL_LANES, 16);
    Path file = Tunings.in(folder).save(device, tuning);
    assertEquals(folder.resolve("tuning/a-platform-some-r-device.properties"), file);
    assertEquals(List.of(), warnings(device, tuning));
    assertEquals(
        List.of(),
        warnings(
            new DeviceInfo("opencl:0.0", "Other", "A Platform", "5", Kind.CPU, Map.of()),
            Tuning.usual(Kind.CPU)),
        "another device");
  }

  @Test
  void aFileOfAnotherDriverOrWithWrongValuesIsOneLineAndNotUsed() throws IOException {
    DeviceInfo device = device(Kind.ACCELERATOR, "2");
    Path file =
        Tunings.in(folder)
            .save(
                device(Kind.ACCELERATOR, "1"),
                Tuning.usual(Kind.ACCELERATOR).with(Knob.FULL_ROWS, 8));
    assertRefused(device, file, "driver is 1, wanted 2, the device's");
    Files.writeString(file, "full-connection.rows=5\n");
    assertRefused(device, file, "full-connection.rows is 5, wanted one of [2, 4, 8]");
    Files.writeString(file, "rows=4\n");
    assertRefused(device, file, "a key is rows, wanted one of a size");
    Files.writeString(file, "driver=\\u12\n");
    assertRefused(
        device, file, "its text is Malformed \\uxxxx encoding., wanted a properties file");
  }

  private void assertRefused(DeviceInfo device, Path file, String reason) {
    List<String> warnings = warnings(device, Tuning.usual(device.kind()));
    assertEquals(1, warnings.size());
    assertTrue(warnings.get(0).startsWith(file + ": " + reason + ";"), warnings.get(0));
  }

  @Test
  void aTuningHasAValueForEverySize() {
    assertThrows(IllegalArgumentException.class, () -> new Tuning(Map.of()));
    Tuning usual = Tuning.usual(Kind.CPU);
    assertThrows(IllegalArgumentException.class, () -> usual.with(Knob.FULL_ROWS, 3));
  }
}
