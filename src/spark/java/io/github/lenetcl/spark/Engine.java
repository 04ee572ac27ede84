package io.github.lenetcl.spark;

import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.data.ink.InkImage;
import io.github.lenetcl.reading.GraphReader;
import io.github.lenetcl.reading.LineReader;
import io.github.lenetcl.reading.Reading;
import io.github.lenetcl.reading.ReadingOptions;
import io.github.lenetcl.reading.graph.Grammars;
import io.github.lenetcl.reading.segmentation.PageRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A device with the models on it. Each is put there when it is first asked. */
final class Engine implements AutoCloseable {

  private final RecogniserSettings settings;
  private final Selection selection;
  private final Map<ModelSource, Digits> digits = new ConcurrentHashMap<>();
  private final Map<String, ReadingOptions> patterns = new ConcurrentHashMap<>();
  private Optional<LineReader> reader = Optional.empty();

  /**
   * Begins on a device.
   *
   * @param selection the device, closed with this
   */
  Engine(RecogniserSettings settings, Selection selection) {
    this.settings = settings;
    this.selection = selection;
  }

  String reason() {
    return selection.reason();
  }

  List<DigitAnswer> classify(List<Picture> pictures) {
    List<Picture> normalised = pictures.stream().filter(Picture::isNormalised).toList();
    if (normalised.isEmpty()) {
      return digits(settings.pictures()).classify(pictures);
    } else if (normalised.size() == pictures.size()) {
      return digits(settings.images()).classify(pictures);
    }
    List<Picture> others = pictures.stream().filter(each -> !each.isNormalised()).toList();
    var images = digits(settings.images()).classify(normalised).iterator();
    var found = digits(settings.pictures()).classify(others).iterator();
    return pictures.stream().map(each -> (each.isNormalised() ? images : found).next()).toList();
  }

  private Digits digits(ModelSource source) {
    return digits.computeIfAbsent(source, this::open);
  }

  private Digits open(ModelSource source) {
    try {
      return new Digits(selection.backend(), source.name(), source.load());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads lines, those of all pictures together.
   *
   * @param paged whether the rows of pages are found, or each picture is one line
   * @return the lines of each picture, at least one; one with the reason where there are none
   */
  List<List<LineAnswer>> read(List<Picture> pictures, Optional<String> pattern, boolean paged) {
    ReadingOptions options =
        pattern
            .map(text -> patterns.computeIfAbsent(text, Engine::options))
            .orElse(ReadingOptions.ANY);
    List<List<LineAnswer>> answers = new ArrayList<>();
    List<PageRows.Row> rows = new ArrayList<>();
    List<Integer> owners = new ArrayList<>();
    for (Picture picture : pictures) {
      List<LineAnswer> own = new ArrayList<>();
      try {
        for (PageRows.Row row : rows(picture.line(), paged)) {
          rows.add(row);
          owners.add(answers.size());
        }
      } catch (IOException e) {
        own.add(LineAnswer.unread(Picture.told(e)));
      }
      answers.add(own);
    }
    List<Reading> readings = reader().read(rows.stream().map(PageRows.Row::ink).toList(), options);
    for (int i = 0; i < readings.size(); i++) {
      answers.get(owners.get(i)).add(LineAnswer.of(readings.get(i), rows.get(i)));
    }
    return answers;
  }

  private static List<PageRows.Row> rows(InkImage picture, boolean paged) {
    return paged ? PageRows.of(picture.withoutRules()) : List.of(new PageRows.Row(picture, 0, 0));
  }

  private static ReadingOptions options(String pattern) {
    return ReadingOptions.of(Grammars.named(pattern));
  }

  private synchronized LineReader reader() {
    if (reader.isEmpty()) {
      try {
        reader =
            Optional.of(
                new GraphReader(selection.backend(), settings.lines().load(), settings.looks()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return reader.get();
  }

  @Override
  public synchronized void close() {
    digits.values().forEach(Digits::close);
    reader.ifPresent(LineReader::close);
    selection.close();
  }
}
