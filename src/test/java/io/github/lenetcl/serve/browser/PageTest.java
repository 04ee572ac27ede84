package io.github.lenetcl.serve.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.lenetcl.serve.ServiceForTests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page in a real browser. {@code mvn test -Pbrowser} runs it; with {@code
 * -Dlenet.pictures=docs/pictures} it keeps pictures of the page there.
 */
@Tag("browser")
class PageTest {

  private static final int STROKES = Integer.getInteger("lenet.strokes", 3);

  private static final String ANSWER = "document.getElementById('digit-answer').textContent.trim()";
  private static final String NUMBER =
      "document.getElementById('number-answer').textContent.trim()";

  private static final double[] THREE = {
    .30, .25, .40, .18, .52, .17, .62, .24, .62, .34, .55, .43, .45, .46, .56, .49, .65, .57, .66,
    .69, .57, .80, .43, .83, .31, .76
  };

  @TempDir private static Path folder;

  private static ServiceForTests service;
  private static Chromium browser;

  @BeforeAll
  static void start() throws Exception {
    Optional<Path> program = Chromium.find();
    assumeTrue(program.isPresent(), "no chromium on the PATH: the page is not tested");
    service = new ServiceForTests();
    browser = Chromium.start(program.get(), Files.createDirectory(folder.resolve("profile")));
  }

  @AfterAll
  static void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
    if (service != null) {
      service.close();
    }
  }

  @BeforeEach
  void open() {
    browser.show(1280, 900, false);
    browser.open("about:blank", service.address());
  }

  @AfterEach
  void nothingIsWrongAndNobodyElseIsAsked() {
    assertEquals(List.of(), browser.complaints());
    for (String address : browser.asked()) {
      assertTrue(
          address.startsWith(service.address())
              || address.startsWith("data:")
              || address.startsWith("blob:")
              || address.equals("about:blank"),
          address);
    }
  }

  private static void keep(String name) throws Exception {
    String pictures = System.getProperty("lenet.pictures");
    if (pictures != null) {
      browser.photograph(Path.of(pictures, name + ".png"));
    }
  }

  @Test
  void aThreeDrawnWithTheMouseIsReadAndTraced() throws Exception {
    browser.stroke("digit-pad", THREE);
    browser.waitFor(ANSWER + " === '3'");
    assertTrue(browser.text("digit-words").endsWith("% sure"), browser.text("digit-words"));
    List<String> layers =
        List.of(
            browser
                .evaluate(
                    "[...document.querySelectorAll('.layer b')].map(b => b.textContent).join()")
                .getAsString()
                .split(","));
    assertEquals(List.of("Input", "C1", "S2", "C3", "S4", "C5", "F6", "RBF"), layers);
    String nearest =
        browser.evaluate("document.querySelector('.codes p').textContent").getAsString();
    assertTrue(nearest.startsWith("nearest code: 3, "), nearest);
    keep("digit");
    browser.show(1280, 900, true);
    keep("digit-dark");
    browser.show(390, 844, false);
    assertTrue(fitsItsWidth());
    keep("digit-phone");
  }

  /** Whether nothing is wider than the window. */
  private static boolean fitsItsWidth() {
    return browser
        .evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        .getAsBoolean();
  }

  @Test
  void theAnswerFollowsThePen() throws Exception {
    // Not a bound of time, which belongs to the machine: the answer is there before the pen is up.
    double[] milliseconds = new double[STROKES];
    for (int i = 0; i < STROKES; i++) {
      browser.stroke("digit-pad", THREE);
      browser.waitFor(ANSWER + " === '3'");
      milliseconds[i] =
          browser.evaluate("Number(document.documentElement.dataset.milliseconds)").getAsDouble();
      browser.evaluate("document.querySelector('[data-do=clear]').click()");
      browser.waitFor(ANSWER + " === ''");
    }
    Arrays.sort(milliseconds);
    assertTrue(milliseconds[0] > 0);
    System.out.printf(
        "from the stroke to the answer, %d strokes: median %.0f ms, %.0f to %.0f ms%n",
        STROKES, milliseconds[STROKES / 2], milliseconds[0], milliseconds[STROKES - 1]);
  }

  @Test
  void aDroppedPictureIsRead() throws Exception {
    Path picture = Files.write(folder.resolve("five.png"), ServiceForTests.digit(5));
    browser.drop("digit-pad", picture);
    browser.waitFor(ANSWER + " === '5'");
  }

  @Test
  void whatIsNoPictureIsToldInWords() throws Exception {
    Path text = Files.writeString(folder.resolve("notes.txt"), "no picture");
    browser.drop("digit-pad", text);
    browser.waitFor("!document.getElementById('problem').hidden");
    assertEquals(
        "notes.txt is no picture that can be shown here: wanted PNG or JPEG.",
        browser.text("problem"));
  }

  @Test
  void aOneIsDrawnWithKeysAlone() {
    browser.press("7");
    browser.waitFor(ANSWER + " === '7'");
    browser.press("Escape");
    browser.waitFor(ANSWER + " === ''");
    int tabs = 0;
    while (!browser.evaluate("document.activeElement.id === 'digit-pad'").getAsBoolean()) {
      browser.press("Tab");
      assertTrue(++tabs < 10, "the sheet is not reached with Tab");
    }
    for (int i = 0; i < 3; i++) {
      browser.press("ArrowUp", "ArrowUp", "ArrowUp", "ArrowUp");
    }
    browser.press(" ");
    for (int i = 0; i < 6; i++) {
      browser.press("ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown");
    }
    browser.press(" ");
    browser.waitFor(ANSWER + " === '1'");
    browser.press("Delete");
    browser.waitFor(ANSWER + " === ''");
  }

  @Test
  void aUnitTellsWhatItSees() {
    browser.stroke("digit-pad", THREE);
    browser.waitFor(ANSWER + " === '3'");
    browser.evaluate("document.querySelectorAll('.layer[tabindex]')[2].focus()");
    browser.press("ArrowRight", "ArrowRight");
    String unit = browser.text("unit");
    assertTrue(unit.startsWith("C3, map 0, row 0, column 1: "), unit);
    assertTrue(
        unit.endsWith("Sees rows 0 to 13, columns 2 to 15 of the input; reads S2 maps 0, 1, 2."),
        unit);
  }

  @Test
  void aNumberIsReadAndExplained() throws Exception {
    browser.evaluate("document.getElementById('tab-number').click()");
    browser.evaluate("document.querySelector('#number-examples button:last-child').click()");
    browser.waitFor(NUMBER + " !== ''");
    String wanted =
        browser
            .evaluate("document.querySelector('#number-examples button:last-child').title")
            .getAsString();
    assertTrue(wanted.startsWith(browser.text("number-answer") + ","), wanted);
    browser.waitFor("document.querySelector('#explanation svg polyline')");
    keep("number");
    browser.show(1280, 900, true);
    keep("number-dark");
    browser.show(390, 844, true);
    assertTrue(fitsItsWidth());
    keep("number-phone");
    browser.evaluate(
        "document.getElementById('pattern').value = 'own';"
            + "document.getElementById('own').value = '[';"
            + "document.getElementById('pattern').dispatchEvent(new Event('change'))");
    browser.waitFor("!document.getElementById('problem').hidden");
    assertTrue(browser.text("problem").contains("pattern"), browser.text("problem"));
    browser.forget("400");
  }

  @Test
  void anotherModelIsAsked() {
    browser.evaluate(
        "document.getElementById('model').value = 'paper';"
            + "document.getElementById('model').dispatchEvent(new Event('change'))");
    browser.press("7");
    browser.waitFor(ANSWER + " === '7'");
    assertTrue(browser.asked().stream().anyMatch(address -> address.contains("model=paper")));
  }

  @Test
  void aTrainingIsWatchedAndEnded() throws Exception {
    try (TrainingForTests training = new TrainingForTests()) {
      browser.open("about:blank", training.address());
      browser.waitFor("document.getElementById('pass').textContent.startsWith('Pass')");
      browser.waitFor("document.querySelectorAll('#kernels canvas').length === 6");
      browser.waitFor("document.querySelectorAll('#loss-chart path').length === 2");
      keep("training");
      browser.evaluate("document.getElementById('stop').click()");
      browser.waitFor("document.getElementById('pass').textContent === 'Stopped'");
      assertTrue(browser.evaluate("document.getElementById('stop').disabled").getAsBoolean());
      training.awaitEnd();
    }
    browser.forgetAsked();
  }
}
