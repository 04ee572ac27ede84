package io.github.lenetcl.serve;

import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.reading.compose.ComposedLine;
import io.github.lenetcl.reading.compose.LineComposer;
import io.github.lenetcl.reading.compose.LineStyle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Digits and lines to try: of the embedded test digits, which no bundled model was tested on. */
final class Examples {

  private static final int LENGTH = 5;
  private static final long SEED = 7;

  private Reply made;

  synchronized Reply reply() throws IOException {
    if (made == null) {
      LabelledImages set = DataSets.embedded().test().orElseThrow();
      made = Reply.json(Map.of("digits", digits(set), "lines", lines(set)));
    }
    return made;
  }

  /** The first of each class. */
  private static List<Map<String, Object>> digits(LabelledImages set) {
    List<Map<String, Object>> digits = new ArrayList<>();
    for (int label = 0; label < set.classes().size(); label++) {
      int first = 0;
      while (set.label(first) != label) {
        first++;
      }
      digits.add(example(set.classes().get(label), set.height(), set.width(), set.image(first)));
    }
    return digits;
  }

  private static List<Map<String, Object>> lines(LabelledImages set) {
    List<Map<String, Object>> lines = new ArrayList<>();
    Map<String, LineStyle> styles = new LinkedHashMap<>();
    styles.put("apart", LineStyle.wide(LENGTH));
    styles.put("touching", LineStyle.touching(LENGTH));
    styles.put("overlapping", LineStyle.overlapping(LENGTH, 3));
    styles.forEach(
        (style, how) -> {
          ComposedLine line = new LineComposer(set, how, SEED).compose(lines.size());
          Map<String, Object> fields =
              example(line.text(), line.ink().height(), line.ink().width(), line.ink().levels());
          fields.put("style", style);
          lines.add(fields);
        });
    return lines;
  }

  private static Map<String, Object> example(String text, int height, int width, byte[] ink) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("text", text);
    fields.put("height", height);
    fields.put("width", width);
    fields.put("grey", Base64.getEncoder().encodeToString(ink));
    return fields;
  }
}
