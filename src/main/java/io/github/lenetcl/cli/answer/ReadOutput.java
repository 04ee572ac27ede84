package io.github.lenetcl.cli.answer;

import io.github.lenetcl.cli.json.JsonOutput;
import io.github.lenetcl.cli.json.ReadingFields;
import io.github.lenetcl.cli.terminal.EscapingWriter;
import io.github.lenetcl.cli.terminal.Failures;
import io.github.lenetcl.data.ink.Extent;
import io.github.lenetcl.reading.Candidate;
import io.github.lenetcl.reading.Reading;
import io.github.lenetcl.reading.Symbol;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The forms in which readings are told. */
enum ReadOutput {
  /** For people. */
  TEXT {
    @Override
    void write(List<ReadResult> results, Writer out) throws IOException {
      for (ReadResult result : results) {
        if (result.line().failure().isEmpty()) {
          out.write(text(result));
        }
      }
    }
  },
  /** A list of objects. */
  JSON {
    @Override
    void write(List<ReadResult> results, Writer out) throws IOException {
      List<Map<String, Object>> objects = new ArrayList<>();
      results.forEach(result -> objects.add(object(result)));
      out.write(JsonOutput.text(objects));
      out.write(System.lineSeparator());
    }
  },
  /** A line each. */
  CSV {
    @Override
    void write(List<ReadResult> results, Writer out) throws IOException {
      out.write("image,row,number,confidence,fit,seen,unread,page\n");
      for (ReadResult result : results) {
        Reading reading = result.reading();
        String why = result.unread().orElse("");
        out.write(
            String.join(
                ",",
                CsvAnswers.quoted(result.line().image()),
                result.line().row().map(String::valueOf).orElse(""),
                CsvAnswers.quoted(reading.text()),
                String.format(Locale.ROOT, "%.4f", reading.confidence()),
                String.format(Locale.ROOT, "%.4f", reading.fit()),
                CsvAnswers.quoted(reading.seen()),
                CsvAnswers.quoted(why),
                result.line().page().map(String::valueOf).orElse("")));
        out.write('\n');
      }
    }
  };

  /** Writes all results. */
  abstract void write(List<ReadResult> results, Writer out) throws IOException;

  private static String text(ReadResult result) {
    Reading reading = result.reading();
    StringBuilder text = new StringBuilder(EscapingWriter.escaped(result.line().name()));
    Optional<String> unread = result.unread();
    if (unread.isPresent()) {
      text.append(reading.seen().isEmpty() ? ": " : ": not read, ").append(escaped(unread.get()));
      if (!reading.seen().isEmpty()) {
        add(
            text,
            ", confidence %.3f; looks like %s",
            reading.confidence(),
            escaped(reading.seen()));
      }
      return text.append(System.lineSeparator()).toString();
    }
    add(text, ": %s, confidence %.3f", escaped(reading.text()), reading.confidence());
    if (!reading.seen().equals(reading.text()) && reading.fit() < 0.5) {
      add(text, "; looks like %s", escaped(reading.seen()));
    }
    text.append(System.lineSeparator());
    for (Symbol symbol : reading.best().orElseThrow().symbols()) {
      Extent box = result.line().inPicture(symbol.box());
      add(text, "  %s  columns %d to %d,", escaped(symbol.text()), box.left(), box.right() - 1);
      add(text, " rows %d to %d, penalty %.2f%n", box.top(), box.bottom() - 1, symbol.penalty());
    }
    for (Candidate other : reading.candidates().subList(1, reading.candidates().size())) {
      add(text, "  or %s, confidence %.3f%n", escaped(other.text()), other.share());
    }
    return text.toString();
  }

  /** What is read is named as the model's classes are. */
  private static String escaped(String text) {
    return EscapingWriter.escaped(text);
  }

  private static void add(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values));
  }

  private static Map<String, Object> object(ReadResult result) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("image", result.line().image());
    result.line().page().ifPresent(page -> object.put("page", page));
    result.line().row().ifPresent(row -> object.put("row", row));
    if (result.line().failure().isPresent()) {
      object.put("error", Failures.message(result.line().failure().get()));
      return object;
    }
    object.putAll(ReadingFields.of(result.reading(), result.line()::inPicture));
    result.unread().ifPresent(why -> object.put("unread", why));
    return object;
  }
}
