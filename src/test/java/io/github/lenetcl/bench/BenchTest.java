package io.github.lenetcl.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.cpu.CpuBackend;
import io.github.lenetcl.compute.opencl.OpenClForTests;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.training.PaperRecipe;
import io.github.lenetcl.training.Preset;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Measurements of a moment: what they tell of, not what they come to. */
class BenchTest {

  private static final Timing MOMENT = new Timing(Duration.ofMillis(1), 2, Duration.ofMillis(1));

  private static final Preset LENET5 =
      new Preset("lenet5", Network.lenet5(), new PaperRecipe(), Scaling.paper());

  private static Setup setup(Mode mode, Integer... batches) throws IOException {
    return setup(LENET5, mode, batches);
  }

  private static Setup setup(Preset preset, Mode mode, Integer... batches) throws IOException {
    LabelledImages images = DataSets.embedded().training().first(20);
    return new Setup(preset, "some", images, mode, List.of(batches), MOMENT);
  }

  @Test
  void anotherNetworkIsTrainedAsItsPresetDoes() throws IOException {
    List<String> classes = DataSets.embedded().training().classes();
    try (Backend cpu = new CpuBackend(2)) {
      for (Mode mode : List.of(Mode.TRAIN, Mode.INFER, Mode.ONLINE)) {
        Setup setup = setup(Preset.named("lenet-plain", classes), mode, 1);
        Report report = Bench.run(List.of(cpu), List.of(setup), line -> {}).get(0);
        assertEquals("lenet-plain", report.network());
        assertTrue(report.rows().get(0).samplesPerSecond().least() > 0);
      }
    }
  }

  @Test
  void twoDevicesTakeTurnsAtEachBatch() throws IOException {
    List<String> progress = new ArrayList<>();
    try (Backend first = CpuBackend.plain(1);
        Backend second = new CpuBackend(2)) {
      Report report =
          Bench.run(List.of(first, second), List.of(setup(Mode.TRAIN, 1, 3)), progress::add).get(0);
      assertEquals(
          List.of(
              "arithmetic and memory at their best",
              "lenet5, train, batch 1",
              "lenet5, train, batch 3"),
          progress);
      assertEquals(
          List.of(first.device(), second.device()),
          report.devices().stream().map(Peaks::device).toList());
      assertEquals(List.of(1, 1, 3, 3), report.rows().stream().map(Row::batch).toList());
      assertEquals(List.of(), report.latencies());
      for (Row row : report.rows()) {
        assertEquals(2, row.samplesPerSecond().windows().size());
        assertTrue(row.samplesPerSecond().least() > 0);
        assertTrue(row.uploadedSamplesPerSecond().least() > 0);
        assertTrue(row.arithmeticShare() > 0 && row.memoryShare() > 0);
      }
      assertEquals(1, report.rows().get(2).ratio().most());
    }
  }

  @Test
  void inferenceCountsNoBackwardPass() throws IOException {
    try (Backend cpu = CpuBackend.plain(1)) {
      Report report = Bench.run(List.of(cpu), List.of(setup(Mode.INFER, 5)), next -> {}).get(0);
      assertEquals(
          Cost.ofInference(Network.lenet5(), 5).flop(), report.rows().get(0).flopPerSample());
    }
  }

  @Test
  void onlineTimesSingleImages() throws IOException {
    try (Backend cpu = CpuBackend.plain(1)) {
      Report report = Bench.run(List.of(cpu), List.of(setup(Mode.ONLINE, 1)), next -> {}).get(0);
      Latency latency = report.latencies().get(0);
      assertTrue(latency.calls() >= 2);
      assertTrue(latency.least() > 0);
      assertTrue(latency.median() <= latency.percentile99());
    }
  }

  @Test
  void anOpenClDeviceIsMeasuredLikewise() throws IOException {
    try (Backend device = OpenClForTests.open()) {
      Report report = Bench.run(List.of(device), List.of(setup(Mode.TRAIN, 4)), next -> {}).get(0);
      assertTrue(report.devices().get(0).flopPerSecond().least() > 0);
      assertTrue(report.devices().get(0).bytesPerSecond().least() > 0);
      assertTrue(report.rows().get(0).samplesPerSecond().least() > 0);
    }
  }

  @Test
  void imagesBeginAnewWhereTheyEnd() throws IOException {
    LabelledImages three = DataSets.embedded().training().first(3);
    GreyImages five = new Digits(three, Scaling.paper()).tiled(5);
    assertEquals(5, five.count());
    assertEquals(three.label(1), five.labels()[4]);
    int size = three.height() * three.width();
    assertArrayEquals(three.image(1), Arrays.copyOfRange(five.pixels(), 4 * size, 5 * size));
  }

  @Test
  void aBatchIsAtLeastOne() {
    assertThrows(IllegalArgumentException.class, () -> setup(Mode.TRAIN, 0));
    assertThrows(IllegalArgumentException.class, () -> setup(Mode.TRAIN));
  }
}
