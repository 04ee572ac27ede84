package io.github.lenetcl.cli.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import io.github.lenetcl.cli.Run;
import io.github.lenetcl.cli.Samples;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.Idx;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.data.Stored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {

  @TempDir Path folder;

  @Test
  void textAndJsonTellTheSame() throws IOException {
    Path model = Samples.model(folder);
    Run text = Run.with("evaluate", model, "--data", "embedded", "--device", "cpu");
    assertEquals(0, text.code(), text.err());
    JsonObject json =
        Run.with("evaluate", model, "--data", "embedded", "--device", "cpu", "--json").json();
    int errors = json.get("errors").getAsInt();
    assertEquals(
        "test error %.2f %% (%d of 1000)".formatted(errors / 10.0, errors), text.lastLine());
    assertEquals(errors / 1000.0, json.get("errorRate").getAsDouble());
    int right = 0;
    for (int label = 0; label < 10; label++) {
      right += json.getAsJsonArray("confusion").get(label).getAsJsonArray().get(label).getAsInt();
    }
    assertEquals(1000 - errors, right);
  }

  @Test
  void drawsTheMisreadDigits() throws IOException {
    Path sheet = folder.resolve("mistakes.png");
    Run run =
        Run.with(
            "evaluate",
            Samples.model(folder),
            "--data",
            "embedded",
            "--device",
            "cpu",
            "--mistakes",
            sheet);
    assertEquals(0, run.code(), run.err());
    assertTrue(ImageIO.read(sheet.toFile()).getHeight() > 1000);
  }

  @Test
  void idxFilesAreReadFromDisk() throws IOException {
    LabelledImages digits = DataSets.embedded().test().orElseThrow();
    Idx.writeImages(folder.resolve("train-images-idx3-ubyte"), digits.first(1));
    Idx.writeLabels(folder.resolve("train-labels-idx1-ubyte"), digits.first(1));
    Path model = Samples.model(folder);
    Run training = Run.with("evaluate", model, "--data", folder, "--device", "cpu");
    assertTrue(training.lastLine().startsWith("error on all images"), training.out());
    Idx.writeImages(folder.resolve("t10k-images-idx3-ubyte.gz"), digits);
    Idx.writeLabels(folder.resolve("t10k-labels-idx1-ubyte.gz"), digits);
    Path sheet = folder.resolve("mistakes.png");
    Run files =
        Run.with("evaluate", model, "--data", folder, "--device", "cpu", "--mistakes", sheet);
    Path other = folder.resolve("other.png");
    Run memory =
        Run.with("evaluate", model, "--data", "embedded", "--device", "cpu", "--mistakes", other);
    assertEquals(memory.out(), files.out());
    assertEquals(-1, Files.mismatch(sheet, other));
  }

  @Test
  void aDamagedModelIsRefusedInOneLine() throws IOException {
    Path model = folder.resolve("damaged.safetensors");
    Files.write(model, new byte[] {1, 2, 3});
    Run run = Run.with("evaluate", model, "--data", "embedded");
    assertEquals(1, run.code());
    assertEquals(1, run.errors().size(), run.err());
    assertTrue(run.err().startsWith("lenet evaluate: " + model + ": "), run.err());
  }

  @Test
  void stackTracesOnlyWithVerbose() throws IOException {
    Path model = folder.resolve("gone.safetensors");
    Run run = Run.with("evaluate", model, "--data", "embedded", "--verbose");
    assertEquals(1, run.code());
    assertTrue(run.err().contains("\tat io.github.lenetcl."), run.err());
  }

  @Test
  void someOfTheClassesAreEnough() throws IOException {
    LabelledImages digits = DataSets.embedded().test().orElseThrow();
    int[] threes =
        java.util.stream.IntStream.range(0, 200).filter(i -> digits.label(i) < 4).toArray();
    Idx.writeImages(folder.resolve("x-test-images"), digits.at(threes));
    Idx.writeLabels(folder.resolve("x-test-labels"), digits.at(threes));
    Run run =
        Run.with(
            "evaluate", Samples.model(folder), "--data", folder, "--device", "cpu", "--top", 10);
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("precision"), run.out());
    assertTrue(run.out().contains("top-10 accuracy 100.00 %"), run.out());
    assertTrue(run.lastLine().endsWith(" of " + threes.length + ")"), run.out());
  }

  @Test
  void linesAreScored(@TempDir Path lines) throws IOException {
    Path own = Files.createDirectory(lines.resolve("lines"));
    Files.copy(Path.of("test-data/lines/wide/line01.png"), own.resolve("line01.png"));
    Samples.blank(own);
    String read =
        Run.with("read", "--csv", "--line", own.resolve("line01.png"))
            .out()
            .split("\\R")[1]
            .split(",")[2];
    Files.writeString(
        own.resolve("labels.csv"), "file,text\nline01.png," + read + "\nblank.png,123\n");
    Path sheet = lines.resolve("worst.png");
    Path list = lines.resolve("worst.csv");
    Run run = Run.with("evaluate", "--data", own, "--mistakes", sheet, "--list", list);
    String missed = own.resolve("blank.png") + ",123,,0.0";
    assertEquals(List.of("image,text,number,confidence", missed), Files.readAllLines(list));
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("wrong numbers 1 of 2 (50.00 %), wrong digits 3 of"), run.out());
    assertTrue(run.out().contains("blank.png: blank, not 123, confidence 0.000"), run.out());
    assertTrue(Files.size(sheet) > 0);
    Files.delete(own.resolve("labels.csv"));
    Files.move(own.resolve("line01.png"), own.resolve(read + ".png"));
    Run named = Run.with("evaluate", "--data", own, "--json");
    assertTrue(named.out().contains("\"wrongNumbers\": 0"), named.out());
    Files.writeString(own.resolve("labels.csv"), "name;label\n");
    Run wrong = Run.with("evaluate", "--data", own);
    assertEquals(1, wrong.code());
    assertTrue(wrong.err().contains("labels.csv: line 1 is 'name;label', wanted file,text"));
  }

  @Test
  void misreadImagesAreListedWithTheirFiles() throws IOException {
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    LabelledImages digits = DataSets.embedded().test().orElseThrow();
    for (int i = 0; i < 10; i++) {
      int label = i < 9 ? digits.label(i) : (digits.label(i) + 1) % 10;
      Path own = pictures.resolve("" + label);
      Files.createDirectories(own);
      Files.move(Samples.digit(folder, i), own.resolve(i + ", a picture.png"));
    }
    Path list = folder.resolve("misread.csv");
    Run run = Run.with("evaluate", "ink", "--data", pictures, "--list", list, "--device", "cpu");
    assertEquals(0, run.code(), run.err());
    List<String> lines = Files.readAllLines(list);
    assertEquals("image,index,class,answer,margin", lines.get(0));
    String file = "\"" + pictures.resolve((digits.label(9) + 1) % 10 + "/9, a picture.png") + "\"";
    String found = lines.stream().filter(line -> line.startsWith(file)).findFirst().orElseThrow();
    String wrong = (digits.label(9) + 1) % 10 + "," + digits.label(9) + ",";
    assertTrue(found.startsWith(file + ",," + wrong), found);
    assertTrue(run.lastLine().contains("(" + (lines.size() - 1) + " of 10)"), run.out());
    Path drawn = Samples.model(folder);
    Run data = Run.with("evaluate", drawn, "--data", "embedded", "--list", list);
    int errors = Files.readAllLines(list).size() - 1;
    assertTrue(data.lastLine().endsWith("(" + errors + " of 1000)"), data.out());
    assertTrue(Files.readAllLines(list).get(1).matches("embedded,\\d+,\\d,\\d,.*"));
  }

  /** What lies, or is dark on light, is noticed and told, and turned where that is asked for. */
  @Test
  void imagesKeptOtherwiseAreNoticed() throws IOException {
    LabelledImages digits = DataSets.embedded().test().orElseThrow().first(300);
    for (Stored stored : List.of(new Stored(false, true), new Stored(true, false))) {
      Path own = Files.createDirectory(folder.resolve(stored.inverted() ? "dark" : "lying"));
      Idx.writeImages(own.resolve("x-test-images"), stored.turned(digits));
      Idx.writeLabels(own.resolve("x-test-labels"), digits);
      String option = stored.inverted() ? "--invert" : "--transpose";
      Run told = Run.with("evaluate", "best", "--data", own, "--device", "cpu");
      assertTrue(told.err().contains("; " + option + " turns them"), told.err());
      Run classified = Run.with("classify", "--csv", own.resolve("x-test-images"));
      assertTrue(classified.err().contains("; " + option + " turns them"), classified.err());
      Run turned = Run.with("evaluate", "best", "--data", own, "--device", "cpu", option);
      assertFalse(turned.err().contains("turns them"), turned.err());
      assertTrue(errors(turned) < 15, turned.lastLine());
      assertTrue(errors(told) > 100, told.lastLine());
    }
    Path plain = Files.createDirectory(folder.resolve("plain"));
    Idx.writeImages(plain.resolve("x-test-images"), digits);
    Idx.writeLabels(plain.resolve("x-test-labels"), digits);
    String err = Run.with("evaluate", "best", "--data", plain).err();
    assertFalse(err.contains("turns them"), err);
  }

  private static int errors(Run run) {
    return Integer.parseInt(run.lastLine().replaceAll(".*\\((\\d+) of .*", "$1"));
  }

  /** Pictures called 3_1.png and 5.png are a data set; 4711.png among them is a line. */
  @Test
  void digitsThatAreNamedByTheirClassAreNoLines(@TempDir Path digits) throws IOException {
    Files.move(Samples.digit(digits, 1), digits.resolve("3_1.png"));
    Files.move(Samples.digit(digits, 2), digits.resolve("5.png"));
    assertTrue(LabelledLines.of(digits.toString()).isEmpty());
    Files.copy(digits.resolve("5.png"), digits.resolve("4711.PNG"));
    LabelledLines lines = LabelledLines.of(digits.toString()).orElseThrow();
    assertEquals(List.of("3", "4711", "5"), lines.texts());
  }

  @Test
  void digitsAreCountedByTheEditDistance() {
    assertEquals(0, distance("123", "123", false));
    assertEquals(3, distance("", "123", false));
    assertEquals(1, distance("1234", "124", false));
    assertEquals(2, distance("7123", "1243", false));
    assertEquals(1, distance("cross circle", "cross  triangle", true));
    assertEquals(2, distance("", "cross circle", true));
  }

  private static int distance(String one, String other, boolean named) {
    return LineScore.distance(LineScore.symbols(one, named), LineScore.symbols(other, named));
  }
}
