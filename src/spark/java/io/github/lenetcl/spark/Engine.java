package io.github.lenetcl.spark;

import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.data.InkImage;
import io.github.lenetcl.reading.GraphReader;
import io.github.lenetcl.reading.LineReader;
import io.github.lenetcl.reading.Reading;
import io.github.lenetcl.reading.ReadingOptions;
import io.github.lenetcl.reading.graph.Grammars;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
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

  List<LineAnswer> read(List<Picture> pictures, Optional<String> pattern) {
    ReadingOptions options =
        pattern
            .map(text -> patterns.computeIfAbsent(text, Engine::options))
            .orElse(ReadingOptions.ANY);
    LineAnswer[] answers = new LineAnswer[pictures.size()];
    List<InkImage> lines = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < answers.length; i++) {
      try {
        lines.add(pictures.get(i).line());
        places.add(i);
      } catch (IOException e) {
        answers[i] = LineAnswer.unread(Picture.told(e));
      }
    }
    List<Reading> readings = reader().read(lines, options);
    for (int i = 0; i < readings.size(); i++) {
      answers[places.get(i)] = LineAnswer.of(readings.get(i));
    }
    return Arrays.asList(answers);
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
