package io.github.lenetcl.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Models;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchoolingTest {

  /** Of symbols of one's own nobody knows what foreign ink costs: right ones once were "\uFFFD". */
  @Test
  void foreignInkIsToldFromDigitsOnly() throws IOException {
    Model digits = Models.bundled("graph");
    List<String> names = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
    Model letters =
        new Model(
            digits.network(), digits.parameters(), names, digits.scaling(), digits.provenance());
    assertTrue(Schooling.of(digits).foreign(digits) < 10);
    assertEquals(Double.POSITIVE_INFINITY, Schooling.of(letters).foreign(letters));
    Model single = Models.bundled("best");
    assertTrue(Schooling.of(single).foreign(single) < 10);
  }
}
