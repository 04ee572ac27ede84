package io.github.lenetcl.serve.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.lenetcl.serve.ServiceForTests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** A service, a browser on its page, and what is true after every test. */
@Tag("browser")
abstract class PageCase {

  static final String ANSWER = "document.getElementById('digit-answer').textContent.trim()";
  static final String NUMBER = "document.getElementById('number-answer').textContent.trim()";

  static final double[] THREE = {
    .30, .25, .40, .18, .52, .17, .62, .24, .62, .34, .55, .43, .45, .46, .56, .49, .65, .57, .66,
    .69, .57, .80, .43, .83, .31, .76
  };

  @TempDir static Path folder;

  static ServiceForTests service;
  static Chromium browser;

  @BeforeAll
  static void start() throws Exception {
    Optional<Path> program = Chromium.find();
    assumeTrue(program.isPresent(), "no chromium on the PATH: the page is not tested");
    service = ServiceForTests.patient();
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
    // What one test met is not held against the next.
    browser.forget("");
    browser.forgetAsked();
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

  static void keep(String name) throws Exception {
    String pictures = System.getProperty("lenet.pictures");
    if (pictures != null) {
      browser.photograph(Path.of(pictures, name + ".png"));
    }
  }

  /** Whether nothing is wider than the window. */
  static boolean fitsItsWidth() {
    return browser
        .evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        .getAsBoolean();
  }
}
