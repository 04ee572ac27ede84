package io.github.lenetcl.serve.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.serve.ServiceForTests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The page in a real browser. {@code mvn test -Pbrowser} runs it; with {@code
 * -Dlenet.pictures=docs/pictures} it keeps pictures of the page there.
 */
class PageTest extends PageCase {

  private static final int STROKES = Integer.getInteger("lenet.strokes", 3);

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
    assertEquals(List.of("Input", "C1", "S2", "C3", "S4", "C5", "F6", "Output"), layers);
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
      if (System.getProperty("lenet.pictures") != null) {
        browser.waitFor("parseInt(document.getElementById('pass').textContent.slice(5)) > 30");
      }
      keep("training");
      browser.evaluate("document.getElementById('stop').click()");
      browser.waitFor("document.getElementById('pass').textContent === 'Stopped'");
      assertTrue(browser.evaluate("document.getElementById('stop').disabled").getAsBoolean());
      training.awaitEnd();
    }
    browser.forgetAsked();
  }
}
