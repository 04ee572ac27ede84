package io.github.lenetcl.cli.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.lenetcl.cli.Run;
import io.github.lenetcl.cli.Samples;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadCommandTest {

  private static final Path DOUBTFUL = Path.of("test-data/lines/wide/line00.png");
  private static final Path LINE = Path.of("test-data/lines/wide/line01.png");

  @TempDir private Path folder;

  @Test
  void printsTheNumberAndItsDigits() {
    Run run = Run.with("read", "--pattern", "\\d{5}", "--device", "cpu", LINE);
    assertEquals(0, run.code(), run.err());
    String[] lines = run.out().split("\\R");
    assertTrue(lines[0].matches(".*line01.png: \\d{5}, confidence [01]\\.\\d{3}"), lines[0]);
    assertEquals(6, lines.length, run.out());
    assertTrue(lines[1].matches("  \\d  columns \\d+ to \\d+, rows .*"), lines[1]);
  }

  @Test
  void jsonHasCandidatesAndBoxes() {
    Run run = Run.with("read", "--n-best", 3, "--json", "--pattern", "\\d{5}", LINE);
    assertEquals(0, run.code(), run.err());
    JsonArray list = JsonParser.parseString(run.out()).getAsJsonArray();
    JsonObject line = list.get(0).getAsJsonObject();
    JsonArray candidates = line.getAsJsonArray("candidates");
    assertEquals(3, candidates.size());
    JsonObject best = candidates.get(0).getAsJsonObject();
    assertEquals(line.get("number").getAsString(), best.get("text").getAsString());
    assertEquals(5, best.getAsJsonArray("digits").size());
    JsonObject digit = best.getAsJsonArray("digits").get(0).getAsJsonObject();
    assertTrue(digit.getAsJsonObject("box").get("right").getAsInt() > 0);
  }

  @Test
  void aBlankPictureHasNoDigitsAndAnUnfitOneIsNotRead() throws IOException {
    Path blank = Samples.blank(folder);
    assertTrue(Run.with("read", blank).out().contains("blank.png: blank"));
    assertTrue(Run.with("read", "--pattern", "\\d{5}", blank).out().contains("blank.png: blank"));
    Run json = Run.with("read", "--json", blank);
    JsonObject none = JsonParser.parseString(json.out()).getAsJsonArray().get(0).getAsJsonObject();
    assertTrue(none.get("number").isJsonNull());
    assertEquals(0, none.get("confidence").getAsDouble());
    assertEquals("blank", none.get("unread").getAsString());
    Run rejected = Run.with("read", "--reject", 1, "--json", DOUBTFUL);
    JsonObject line =
        JsonParser.parseString(rejected.out()).getAsJsonArray().get(0).getAsJsonObject();
    assertTrue(line.get("number").isJsonNull());
  }

  @Test
  void explainsInADrawing() throws IOException {
    Path drawing = folder.resolve("line.svg");
    assertEquals(0, Run.with("read", "--explain", drawing, LINE).code());
    String svg = Files.readString(drawing);
    assertTrue(svg.startsWith("<svg "));
    assertTrue(svg.contains(">model graph"), "its caption");
    assertTrue(svg.contains(LocalDate.now().getYear() + "-"), "its caption");
  }

  @Test
  void bothMethodsAnswerAlike() throws IOException {
    Path drawing = folder.resolve("swept.svg");
    Run run =
        Run.with(
            "read",
            "--method",
            "sdnn",
            "--pattern",
            "\\d{5}",
            "--explain",
            drawing,
            "--json",
            LINE);
    assertEquals(0, run.code(), run.err());
    JsonObject line = JsonParser.parseString(run.out()).getAsJsonArray().get(0).getAsJsonObject();
    Run graph = Run.with("read", "--pattern", "\\d{5}", "--json", LINE);
    JsonObject other =
        JsonParser.parseString(graph.out()).getAsJsonArray().get(0).getAsJsonObject();
    assertEquals(other.keySet(), line.keySet());
    assertTrue(line.get("number").getAsString().matches("\\d{5}"), run.out());
    assertTrue(Files.readString(drawing).startsWith("<svg "));
    assertEquals(2, Run.with("read", "--method", "magic", LINE).code());
  }

  @Test
  void scalesAndHeightsAreForWhatIsSwept() {
    Run swept =
        Run.with(
            "read",
            "--method",
            "sdnn",
            "--scales",
            "1,0.8,1.25",
            "--heights",
            3,
            "--pattern",
            "\\d{5}",
            LINE);
    assertEquals(0, swept.code(), swept.err());
    assertTrue(swept.out().matches("(?s).*line01.png: \\d{5}, .*"), swept.out());
    Run graph = Run.with("read", "--heights", 3, LINE);
    assertEquals(2, graph.code());
    assertTrue(graph.err().contains("are for --method sdnn"), graph.err());
    Run none = Run.with("read", "--method", "sdnn", "--heights", 0, LINE);
    assertEquals(2, none.code());
    assertTrue(none.err().contains("0 heights, wanted from 1 to 9"), none.err());
    Run huge = Run.with("read", "--method", "sdnn", "--scales", "1,9", LINE);
    assertTrue(huge.err().contains("scale 9.0, wanted from 0.25 to 4"), huge.err());
  }

  @Test
  void linesInDoubtAreLookedAtAgain() {
    for (String method : List.of("graph", "sdnn")) {
      Run once =
          Run.with("read", "--method", method, "--looks", 1, "--pattern", "\\d{5}", "--json", LINE);
      Run often =
          Run.with("read", "--method", method, "--looks", 6, "--pattern", "\\d{5}", "--json", LINE);
      assertEquals(0, often.code(), often.err());
      assertEquals(
          often.out(),
          Run.with("read", "--method", method, "--pattern", "\\d{5}", "--json", LINE).out());
      assertEquals(0, once.code(), once.err());
    }
    Run many = Run.with("read", "--looks", 7, LINE);
    assertEquals(2, many.code());
    assertTrue(many.err().contains("7 looks, wanted 1 to 6"), many.err());
  }

  @Test
  void wrongPatternsAreToldByTheirPlace() {
    Run run = Run.with("read", "--pattern", "\\d{", LINE);
    assertEquals(2, run.code());
    assertTrue(run.err().contains("character 4 is the end, wanted a number"), run.err());
  }

  @Test
  void misspeltNamesAndUnseenCharactersAreRefused() {
    Run misspelt = Run.with("read", "--pattern", "amout", LINE);
    assertEquals(2, misspelt.code());
    assertTrue(misspelt.err().contains("'amout' is none of the names amount, amount:de"));
    Run swept = Run.with("read", "--method", "sdnn", "--pattern", "amount", LINE);
    assertEquals(2, swept.code());
    assertTrue(swept.err().contains("cannot be seen here, wanted of 0 1 2 3"), swept.err());
  }

  @Test
  void theRowsOfAPageAreReadOneByOne() throws IOException {
    BufferedImage line = ImageIO.read(LINE.toFile());
    BufferedImage page =
        new BufferedImage(
            line.getWidth() + 20, 3 * line.getHeight() + 40, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = page.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, page.getWidth(), page.getHeight());
    for (int row = 0; row < 3; row++) {
      pen.drawImage(line, 5 * row, 10 + row * (line.getHeight() + 5), null);
    }
    Path file = folder.resolve("page.png");
    ImageIO.write(page, "png", file.toFile());
    String number = Run.with("read", "--csv", LINE).out().split("\\R")[1].split(",")[2];
    Path table = folder.resolve("rows.csv");
    Run rows = Run.with("read", "--csv", "--out", table, file);
    assertEquals(0, rows.code(), rows.err());
    assertEquals("", rows.out());
    List<String> lines = Files.readAllLines(table);
    assertEquals("image,row,number,confidence,fit,seen,unread,page", lines.get(0));
    assertEquals(4, lines.size());
    for (int row = 1; row <= 3; row++) {
      assertTrue(lines.get(row).startsWith(file + "," + row + "," + number + ","), lines.get(row));
    }
    JsonObject third =
        JsonParser.parseString(Run.with("read", "--json", file).out())
            .getAsJsonArray()
            .get(2)
            .getAsJsonObject();
    JsonObject box =
        third
            .getAsJsonArray("candidates")
            .get(0)
            .getAsJsonObject()
            .getAsJsonArray("digits")
            .get(0)
            .getAsJsonObject()
            .getAsJsonObject("box");
    assertTrue(box.get("top").getAsInt() > 2 * line.getHeight(), "boxes are places of the page");
    assertEquals(2, Run.with("read", "--csv", "--line", file).out().split("\\R").length);
  }

  /** A folder, a list of files, a TIFF of many pages; one that is no picture ends nothing. */
  @Test
  void foldersListsAndPagesAreRead() throws IOException {
    Path scans = Files.createDirectory(folder.resolve("scans"));
    Files.copy(LINE, scans.resolve("a.png"));
    Samples.pages(scans.resolve("b.tif"), ImageIO.read(LINE.toFile()), 2);
    Path broken = Files.write(folder.resolve("broken.png"), new byte[] {1, 2, 3});
    Path list = Files.writeString(folder.resolve("list.txt"), broken + "\n" + LINE + "\n");
    Run run = Run.with("read", "--csv", "--looks", 1, "--files-from", list, scans);
    assertEquals(1, run.code());
    assertTrue(run.lastError().startsWith("1 of 4 pictures could not be opened"), run.err());
    List<String> lines = run.out().lines().toList();
    assertEquals(6, lines.size(), run.out());
    String number = lines.get(1).split(",")[2];
    assertTrue(lines.get(2).matches(".*b.tif,," + number + ",.*,1"), run.out());
    assertTrue(lines.get(3).matches(".*b.tif,," + number + ",.*,2"), run.out());
    assertTrue(lines.get(5).startsWith(LINE + ",," + number), run.out());
    assertTrue(Run.with("read", "--looks", 1, scans).out().contains("b.tif page 2: " + number));
    assertEquals(2, Run.with("read").code());
  }

  @Test
  void eachLineIsExplainedInAFileOfItsOwn() {
    assertEquals(0, Run.with("read", "--explain", folder.resolve("a.svg"), LINE, LINE).code());
    assertTrue(Files.exists(folder.resolve("a.svg")) && Files.exists(folder.resolve("a-2.svg")));
  }

  @Test
  void oneBadPictureLeavesTheOthers() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.png"), "no picture");
    Run run = Run.with("read", bad, LINE);
    assertEquals(1, run.code());
    assertTrue(run.err().contains("bad.png"), run.err());
    assertTrue(run.err().contains("1 of 2 pictures could not be opened"), run.err());
    assertTrue(run.out().contains("line01.png: "), run.out());
  }
}
