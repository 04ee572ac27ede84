package io.github.lenetcl.cli.answer;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.lenetcl.cli.Run;
import io.github.lenetcl.cli.Samples;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.Idx;
import io.github.lenetcl.data.LabelledImages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifyCommandTest {

  @TempDir Path folder;
  private Path model;

  @BeforeEach
  void model() throws IOException {
    model = Samples.model(folder);
  }

  @Test
  void printsTheDigitTheMarginAndAllPenalties() throws IOException {
    Path digit = Samples.digit(folder, 3);
    Run run = Run.with("classify", "--model", model, digit, "--device", "cpu");
    assertEquals(0, run.code(), run.err());
    List<String> lines = run.out().lines().toList();
    assertEquals(2, lines.size(), run.out());
    assertTrue(
        lines.get(0).matches(".*digit3\\.png: \\d, confidence [01]\\.\\d{3}, margin \\d+\\.\\d"),
        lines.get(0));
    for (int i = 0; i < 10; i++) {
      assertTrue(lines.get(1).contains("  " + i + ": "), lines.get(1));
    }
  }

  @Test
  void jsonHoldsThePenaltiesAndTheSmallestWins() throws IOException {
    Path digit = Samples.digit(folder, 0);
    Path blank = Samples.blank(folder);
    Run run = Run.with("classify", "--model", model, digit, blank, "--device", "cpu", "--json");
    assertEquals(0, run.code(), run.err());
    JsonArray results = JsonParser.parseString(run.out()).getAsJsonArray();
    assertEquals(2, results.size());

    JsonObject first = results.get(0).getAsJsonObject();
    JsonObject penalties = first.getAsJsonObject("penalties");
    String smallest = "";
    double least = Double.POSITIVE_INFINITY;
    double second = Double.POSITIVE_INFINITY;
    for (String name : penalties.keySet()) {
      double penalty = penalties.get(name).getAsDouble();
      if (penalty < least) {
        second = least;
        least = penalty;
        smallest = name;
      } else {
        second = Math.min(second, penalty);
      }
    }
    assertEquals(10, penalties.size());
    assertEquals(smallest, first.get("digit").getAsString());
    assertEquals(second - least, first.get("margin").getAsDouble(), 1e-3);
    assertTrue(results.get(1).getAsJsonObject().get("digit").isJsonNull());
  }

  @Test
  void aBlankPictureIsNoDigit() throws IOException {
    Path blank = Samples.blank(folder);
    Run run = Run.with("classify", "--model", model, blank, "--device", "cpu");
    assertEquals(0, run.code());
    assertEquals(blank + ": blank", run.lastLine());
  }

  @Test
  void onePictureThatCannotBeReadDoesNotHinderTheOthers() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.png"), "no picture");
    Path blank = Samples.blank(folder);
    Run run = Run.with("classify", "--model", model, bad, blank, "--device", "cpu");
    assertEquals(1, run.code());
    assertTrue(run.err().contains("lenet classify: " + bad + ": format"), run.err());
    assertEquals(blank + ": blank", run.lastLine());
  }

  @Test
  void anIdxFileIsReadImageByImage() throws IOException {
    LabelledImages digits = DataSets.embedded().test().orElseThrow().first(30);
    Path images = folder.resolve("some-images-idx3-ubyte.gz");
    Idx.writeImages(images, digits);
    List<String> text =
        Run.with("classify", "--model", model, images, "--device", "cpu").out().lines().toList();
    assertEquals(60, text.size());
    assertTrue(text.get(58).startsWith(images + "[29]: "), text.get(58));

    Path target = folder.resolve("answers.csv");
    Run csv = Run.with("classify", "--model", model, images, "--csv", "--out", target);
    assertEquals(0, csv.code(), csv.err());
    assertEquals("", csv.out());
    List<String> lines = Files.readAllLines(target);
    assertEquals("image,index,digit,margin,rubbish,confidence", lines.get(0));
    assertEquals(31, lines.size());

    Run json = Run.with("classify", "--model", model, images, "--json", "--device", "cpu");
    JsonArray results = JsonParser.parseString(json.out()).getAsJsonArray();
    for (int i = 0; i < 30; i++) {
      JsonObject result = results.get(i).getAsJsonObject();
      assertEquals(i, result.get("index").getAsInt());
      String digit = result.get("digit").getAsString();
      float margin = result.get("margin").getAsFloat();
      float confidence = result.get("confidence").getAsFloat();
      String line = images + "," + i + "," + digit + "," + margin + ",," + confidence;
      assertEquals(line, lines.get(i + 1));
    }
  }

  @Test
  void anIdxFileThatIsDamagedOrTooLargeDoesNotHinderTheOthers() throws IOException {
    Path large = folder.resolve("large");
    Idx.writeImages(large, new LabelledImages(40, 33, new byte[1320], new int[1], List.of("a")));
    Path labels = folder.resolve("labels");
    Idx.writeLabels(labels, DataSets.embedded().test().orElseThrow());
    Path blank = Samples.blank(folder);
    Run run =
        Run.with("classify", "--model", model, large, labels, blank, "--csv", "--device", "cpu");
    assertEquals(1, run.code());
    assertTrue(
        run.err().contains(large + ": image size is 40x33, wanted at most 32x32"), run.err());
    assertTrue(run.err().contains(labels + ": number of dimensions is 1"), run.err());
    assertEquals(blank + ",,,,,", run.lastLine());
  }

  @Test
  void formsExcludeEachOtherAndTheTargetsFolderMustBeThere() throws IOException {
    Path digit = Samples.digit(folder, 3);
    assertEquals(2, Run.with("classify", digit, "--csv", "--json").code());
    assertEquals(2, Run.with("classify", digit, "--out", folder.resolve("no/where.csv")).code());
  }

  @Test
  void whatIsInDoubtIsRejected() throws IOException {
    Path digit = Samples.digit(folder, 3);
    Object[] all = {"classify", "--model", model, digit, "--reject", 1, "--device", "cpu"};
    Run text = Run.with(all);
    assertEquals(0, text.code(), text.err());
    assertTrue(text.out().contains(".png: rejected, nearest "), text.out());
    JsonObject json =
        JsonParser.parseString(
                Run.with("classify", "--model", model, digit, "--reject", 1, "--json").out())
            .getAsJsonArray()
            .get(0)
            .getAsJsonObject();
    assertTrue(json.get("digit").isJsonNull());
    assertTrue(json.get("confidence").getAsDouble() < 1);
  }

  @Test
  void aFolderGivesTheImagesOfAllItsFilesAndNoLabels() throws IOException {
    LabelledImages digits = DataSets.embedded().test().orElseThrow().first(12);
    Path data = Files.createDirectories(folder.resolve("data/raw")).getParent();
    Idx.writeImages(data.resolve("raw/train-images-idx3-ubyte.gz"), digits);
    Idx.writeLabels(data.resolve("raw/train-labels-idx1-ubyte.gz"), digits);
    Path numpy = Path.of("test-data", "forms", "npy");
    Files.copy(numpy.resolve("x.npy"), data.resolve("x.npy"));
    Files.copy(numpy.resolve("y.npy"), data.resolve("y.npy"));
    Files.writeString(data.resolve("notes.txt"), "no data");
    Samples.digit(data, 1);
    int ofNumpy = DataSets.open(numpy).training().count();
    Run run = Run.with("classify", "--model", model, data, "--csv", "--device", "cpu");
    assertEquals(0, run.code(), run.err());
    Map<String, Long> answers =
        run.out()
            .lines()
            .skip(1)
            .collect(groupingBy(line -> line.replaceFirst(",.*", ""), counting()));
    assertEquals(
        Map.of(
            data.resolve("digit1.png").toString(),
            1L,
            data.resolve("raw/train-images-idx3-ubyte.gz").toString(),
            12L,
            data.resolve("x.npy").toString(),
            (long) ofNumpy),
        answers);
  }

  /** EMNIST's images are stored column by column; what is called so is turned, as for training. */
  @Test
  void imagesAreReadAsTheyAreForTraining() throws IOException {
    LabelledImages digits = DataSets.embedded().test().orElseThrow().first(12);
    Path plain = folder.resolve("some-images-idx3-ubyte");
    Path turned = folder.resolve("emnist-images-idx3-ubyte");
    Path floats = folder.resolve("float-images-idx3");
    Idx.writeImages(plain, digits);
    Idx.writeImages(turned, transposed(digits));
    byte[] bytes = Files.readAllBytes(plain);
    ByteBuffer wide = ByteBuffer.allocate(16 + 4 * (bytes.length - 16)).put(bytes, 0, 16);
    wide.put(2, (byte) 0x0d);
    for (int i = 16; i < bytes.length; i++) {
      wide.putFloat((bytes[i] & 0xff) / 255f);
    }
    Files.write(floats, wide.array());
    List<List<String>> answers = new ArrayList<>();
    for (Path file : List.of(plain, turned, floats)) {
      Run run = Run.with("classify", "--model", model, file, "--csv", "--device", "cpu");
      assertEquals(0, run.code(), run.err());
      answers.add(run.out().lines().map(line -> line.replace(file.toString(), "")).toList());
    }
    assertEquals(13, answers.get(0).size());
    assertEquals(answers.get(0), answers.get(1));
    assertEquals(answers.get(0), answers.get(2));
  }

  private static LabelledImages transposed(LabelledImages images) {
    byte[] pixels = new byte[images.pixels().length];
    for (int i = 0; i < pixels.length; i++) {
      int at = i % 784;
      pixels[i - at + at % 28 * 28 + at / 28] = images.pixels()[i];
    }
    return new LabelledImages(28, 28, pixels, images.labels(), images.classes());
  }

  @Test
  void aFolderAndAListAreTakenFileByFile() throws IOException {
    Path scans = Files.createDirectory(folder.resolve("scans"));
    Path one = Samples.digit(scans, 1);
    Path two = Samples.digit(scans, 2);
    Files.writeString(scans.resolve("notes.txt"), "no picture");
    Path odd = Files.move(Samples.digit(folder, 4), folder.resolve("@4 #.png"));
    Path list = Files.writeString(folder.resolve("list.txt"), two + "\n" + odd + "\n");
    Run run =
        Run.with(
            "classify", "--model", model, scans, "--files-from", list, "--csv", "--device", "cpu");
    assertEquals(0, run.code(), run.err());
    List<String> lines = run.out().lines().skip(1).toList();
    assertEquals(4, lines.size(), run.out());
    assertTrue(lines.get(0).startsWith(one + ","), run.out());
    assertTrue(lines.get(1).startsWith(two + ","), run.out());
    assertTrue(lines.get(2).startsWith(two + ","), run.out());
    assertTrue(lines.get(3).startsWith(odd + ","), run.out());
    assertEquals(2, Run.with("classify", "--model", model).code());
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Run none = Run.with("classify", "--model", model, empty, one, "--csv", "--device", "cpu");
    assertEquals(1, none.code());
    assertTrue(none.err().contains(empty + ": content is no images"), none.err());
  }
}
