package io.github.lenetcl.experiment;

import io.github.lenetcl.model.Build;
import java.awt.image.BufferedImage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A report as it is written: a title, then paragraphs and tables, and how it was made. */
final class Page {

  private final String name;
  private final List<String> parts = new ArrayList<>();

  Page(String name, String title) {
    this.name = name;
    parts.add("# " + title);
  }

  Page text(String paragraph) {
    parts.add(paragraph);
    return this;
  }

  Page heading(String heading) {
    parts.add("## " + heading);
    return this;
  }

  Page table(Table table) {
    parts.add(table.markdown());
    return this;
  }

  Page figure(String caption) {
    parts.add("![%s](%s.png)".formatted(caption, name));
    return this;
  }

  /** Ends the page with how it was made, and puts the report together. */
  Report report(Lab lab, Table data, Supplier<BufferedImage> figure) {
    heading("How this was made");
    parts.add("```\n" + lab.command() + "\n```");
    text(
        Format.of(
            "%,d training and %,d test images; %s; device %s; %s, %s. All numbers are in [%s.csv](%s.csv).",
            lab.training().count(),
            lab.test().count(),
            lab.seedCount() == 1 ? "seed 1" : "seeds 1 to " + lab.seedCount(),
            lab.backend().device(),
            Build.line(),
            LocalDate.now(),
            name,
            name));
    return new Report(name, data.csv(), String.join("\n\n", parts) + "\n", figure);
  }

  /** {@return a recipe's settings in one line} */
  static String settings(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
