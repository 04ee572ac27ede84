package io.github.lenetcl.serve.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import io.github.lenetcl.serve.ServiceForTests;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** The other ways to put something on the page, and what shows when it is pointed at. */
class InputsTest extends PageCase {

  @Test
  void aThreeDrawnWithAFingerIsRead() {
    browser.show(390, 844, false);
    browser.touch("digit-pad", THREE);
    browser.waitFor(ANSWER + " === '3'");
  }

  @Test
  void aPastedPictureIsRead() throws Exception {
    String picture = Base64.getEncoder().encodeToString(ServiceForTests.digit(6));
    browser.evaluate(
        """
        (() => {
          const bytes = Uint8Array.from(atob('%s'), (c) => c.charCodeAt(0));
          const clipboardData = new DataTransfer();
          clipboardData.items.add(new File([bytes], 'six.png', { type: 'image/png' }));
          document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
        })()
        """
            .formatted(picture));
    browser.waitFor(ANSWER + " === '6'");
  }

  /** The browser's own camera shows a test picture, whatever digit that may be. */
  @Test
  void theCameraTakesAPicture() {
    browser.evaluate("document.querySelector('#digit [data-do=camera]').click()");
    browser.waitFor("document.getElementById('camera').open");
    browser.waitFor("document.querySelector('video').videoWidth > 0");
    browser.evaluate("document.querySelector('[data-do=take]').click()");
    browser.waitFor("!document.getElementById('camera').open");
    browser.waitFor("document.getElementById('digit-words').textContent.trim() !== ''");
    assertTrue(
        browser.evaluate("document.querySelector('#digit .pad.full') !== null").getAsBoolean());
  }

  @Test
  void pointingAtAUnitFramesWhatItSees() {
    browser.press("4");
    browser.waitFor(ANSWER + " === '4'");
    // The unit of row 2 and column 3 of map 6 of C3, which reads all maps of S2 but 4 and 5.
    String canvas = "document.querySelectorAll('.layer')[3].querySelectorAll('canvas')[6]";
    JsonArray box = box(canvas);
    double unit = box.get(2).getAsDouble() / 10;
    browser.point(box.get(0).getAsDouble() + 3.5 * unit, box.get(1).getAsDouble() + 2.5 * unit);
    browser.waitFor("document.getElementById('unit').textContent.startsWith('C3, map 6, row 2')");
    String told = browser.text("unit");
    assertTrue(
        told.endsWith("Sees rows 4 to 17, columns 6 to 19 of the input; reads S2 maps 0, 1, 2, 3."),
        told);
    JsonArray frame = box("document.querySelector('.field')");
    JsonArray input = box("document.querySelector('.input canvas')");
    double pixel = input.get(2).getAsDouble() / 32;
    double[] wanted = {6 * pixel, 4 * pixel, 14 * pixel};
    double[] given = {
      frame.get(0).getAsDouble() - input.get(0).getAsDouble(),
      frame.get(1).getAsDouble() - input.get(1).getAsDouble(),
      frame.get(2).getAsDouble()
    };
    for (int i = 0; i < wanted.length; i++) {
      assertEquals(wanted[i], given[i], 0.5);
    }
    assertEquals(
        4, browser.evaluate("document.querySelectorAll('canvas.source').length").getAsInt());
  }

  private static JsonArray box(String element) {
    return browser
        .evaluate("(b => [b.left, b.top, b.width])(%s.getBoundingClientRect())".formatted(element))
        .getAsJsonArray();
  }

  @Test
  void anotherDeviceIsAsked() {
    String devices = "[...document.getElementById('device').options].map((each) => each.value)";
    JsonArray all = browser.evaluate(devices).getAsJsonArray();
    assumeTrue(all.size() > 1, "one device is all there is");
    String other = all.get(1).getAsString();
    browser.evaluate(
        "document.getElementById('device').value = '%s';".formatted(other)
            + "document.getElementById('device').dispatchEvent(new Event('change'))");
    browser.press("7");
    browser.waitFor(ANSWER + " === '7'");
    String wanted = "/v1/trace?device=" + other.replace(":", "%3A");
    assertTrue(browser.asked().stream().anyMatch(address -> address.endsWith(wanted)), wanted);
  }

  @Test
  void theGraphAndTheSweepAreDrawn() {
    browser.evaluate("document.getElementById('tab-number').click()");
    browser.evaluate("document.querySelector('#number-examples button').click()");
    browser.waitFor("document.querySelector('#explanation svg .reach')");
    // An arc that no other covers where it is deepest, or else the pointer would be at the other.
    JsonArray bottom =
        browser
            .evaluate(
                """
                (() => {
                  document.getElementById('explanation').scrollIntoView({ block: 'end' });
                  for (const arc of document.querySelectorAll('#explanation .reach')) {
                    const middle = arc.getPointAtLength(arc.getTotalLength() / 2);
                    const { x, y } = middle.matrixTransform(arc.getScreenCTM());
                    if (document.elementFromPoint(x, y + 2) !== arc) continue;
                    arc.nextSibling.nextElementSibling.id = 'price';
                    return [x, y + 2];
                  }
                })()
                """)
            .getAsJsonArray();
    String shown = "getComputedStyle(document.getElementById('price')).opacity";
    assertEquals("0", browser.evaluate(shown).getAsString());
    browser.point(bottom.get(0).getAsDouble(), bottom.get(1).getAsDouble());
    browser.waitFor(shown + " === '1'");
    browser.evaluate(
        "document.getElementById('method').value = 'sdnn';"
            + "document.getElementById('method').dispatchEvent(new Event('change'))");
    browser.waitFor("document.querySelectorAll('#explanation svg rect').length > 100");
    browser.waitFor(NUMBER + " !== ''");
  }
}
