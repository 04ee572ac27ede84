package io.github.lenetcl.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.data.LabelledImages;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassCountsTest {

  @Test
  void eachClassIsCounted() {
    LabelledImages images =
        new LabelledImages(1, 1, new byte[4], new int[] {1, 0, 1, 1}, List.of("cat", "dog"));
    ClassCounts counts = ClassCounts.of(images);
    assertEquals("images of each class: cat 1, dog 3", counts.text());
    assertFalse(counts.isUneven());
  }

  @Test
  void moreThanTenTimesAsManyAreUneven() {
    assertFalse(new ClassCounts(List.of("a", "b"), List.of(5, 50)).isUneven());
    ClassCounts uneven = new ClassCounts(List.of("a", "b", "c"), List.of(60, 5, 51));
    assertTrue(uneven.isUneven());
    assertTrue(uneven.warning().startsWith("warning: class b has 5 images and a 60,"));
  }

  @Test
  void ofManyClassesTheRangeIsTold() {
    List<String> classes = LabelledImages.numbered(30);
    assertEquals(
        "images of each of 30 classes: 7 to 7",
        new ClassCounts(classes, Collections.nCopies(30, 7)).text());
  }
}
