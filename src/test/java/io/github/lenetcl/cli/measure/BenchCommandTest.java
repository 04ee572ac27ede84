package io.github.lenetcl.cli.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.lenetcl.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchCommandTest {

  @TempDir private Path folder;

  private static Run moment(Object... args) {
    List<Object> all = new ArrayList<>();
    all.addAll(List.of("bench", "--windows", 1, "--seconds", 0.001, "--warm-up", 0.001));
    all.addAll(Arrays.asList(args));
    return Run.with(all.toArray());
  }

  @Test
  void jsonHoldsARowForEachDeviceAndBatch() {
    Run run = moment("--device", "cpu:plain,cpu", "--batch", "8,2", "--json");
    assertEquals(0, run.code(), run.err());
    JsonObject json = run.json();
    assertEquals("TRAIN", json.get("mode").getAsString());
    assertEquals("embedded", json.get("data").getAsString());
    assertEquals(2, json.getAsJsonArray("devices").size());
    JsonArray rows = json.getAsJsonArray("rows");
    assertEquals(4, rows.size());
    JsonObject first = rows.get(0).getAsJsonObject();
    assertEquals("cpu:plain", first.get("device").getAsString());
    assertEquals(2, first.get("batch").getAsInt());
    assertTrue(first.getAsJsonObject("samplesPerSecond").get("median").getAsDouble() > 0);
  }

  @Test
  void markdownTablesAreRegular() {
    Run run = moment("--device", "cpu", "--mode", "online", "--markdown");
    assertEquals(0, run.code(), run.err());
    List<List<String>> tables = new ArrayList<>(List.of(new ArrayList<>()));
    for (String line : run.out().lines().toList()) {
      if (line.isEmpty()) {
        tables.add(new ArrayList<>());
      } else {
        tables.get(tables.size() - 1).add(line);
      }
    }
    assertEquals(4, tables.size(), run.out());
    for (List<String> table : tables.subList(1, 4)) {
      assertEquals(3, table.size());
      assertTrue(table.get(1).matches("\\|(-+[-:]\\|)+"), table.get(1));
      long bars = bars(table.get(0));
      assertTrue(table.stream().allMatch(line -> bars(line) == bars), run.out());
    }
    assertTrue(tables.get(3).get(0).contains("99th percentile"), run.out());
  }

  private static long bars(String line) {
    return line.chars().filter(c -> c == '|').count();
  }

  @Test
  void textNamesTheRatioOfSeveralDevicesOnly() {
    Run one = moment("--device", "cpu", "--mode", "infer", "--batch", "1");
    assertEquals(0, one.code(), one.err());
    assertTrue(one.out().startsWith("lenet5, infer, data embedded, "), one.out());
    assertTrue(one.out().lines().noneMatch(line -> line.contains("times ")), one.out());
    Run two = moment("--device", "cpu,cpu", "--mode", "infer", "--batch", "1");
    assertTrue(two.out().contains("times cpu"), two.out());
  }

  /** Images of 28x28 do not fit three maps of 12x9, and ten classes are more than three. */
  @Test
  void severalNetworksOfAnySizeAreMeasuredInOneRun() throws IOException {
    Path small = folder.resolve("small.json");
    Files.writeString(
        small,
        """
        {"input": [3, 12, 9], "layers": [
          {"kind": "convolution", "kernel": 3, "outputs": 2}, {"kind": "flatten"},
          {"kind": "full", "outputs": 3}, {"kind": "softmax"}]}
        """);
    Run run = moment("--device", "cpu", "--batch", "4", "--network", "lenet5," + small, "--json");
    assertEquals(0, run.code(), run.err());
    JsonArray reports = JsonParser.parseString(run.out()).getAsJsonArray();
    assertEquals(2, reports.size());
    assertEquals("lenet5", reports.get(0).getAsJsonObject().get("network").getAsString());
    assertEquals("sgd", reports.get(1).getAsJsonObject().get("rule").getAsString());
    Run adam = moment("--device", "cpu", "--batch", "4", "--network", small, "--optimizer", "adam");
    assertEquals(0, adam.code(), adam.err());
    assertTrue(adam.out().contains("train by adam"), adam.out());
  }

  @Test
  void aChartIsAPicture() throws IOException {
    Path file = folder.resolve("bench.png");
    Run run = moment("--device", "cpu,cpu", "--batch", "1,4", "--chart", file);
    assertEquals(0, run.code(), run.err());
    assertTrue(ImageIO.read(file.toFile()).getWidth() > 1000);
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --mode fly                        | Invalid value for option '--mode'
          --batch 0                         | found '0', wanted a whole number from 1
          --batch 1,x                       | found 'x', wanted a whole number from 1
          --seconds 0                       | found '0', wanted a number above 0
          --mode online --batch 2           | --batch [2] with --mode online, wanted none or 1
          --json --markdown                 | mutually exclusive
          --batch 4 --chart here.png        | --chart wants two batches or more
          --device cpu,nothing              | device "nothing", wanted auto, cpu
          --device nothing                  | device "nothing", wanted auto, cpu
          """)
  void wrongUsageIsOneLine(String args, String message) {
    String device = args.startsWith("--device") ? "" : "--device cpu ";
    Run run = moment((Object[]) (device + args).split(" "));
    assertEquals(2, run.code(), run.err());
    assertTrue(run.err().contains(message), run.err());
    assertEquals("", run.out());
  }
}
