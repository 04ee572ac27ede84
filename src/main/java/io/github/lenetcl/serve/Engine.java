package io.github.lenetcl.serve;

import io.github.lenetcl.cli.drawing.Caption;
import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.data.ink.DigitImage;
import io.github.lenetcl.data.ink.InkImage;
import io.github.lenetcl.evaluation.Answer;
import io.github.lenetcl.evaluation.Classifier;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.reading.ExplainingReader;
import io.github.lenetcl.reading.Reading;
import io.github.lenetcl.reading.ReadingOptions;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A model on a device, ready for many requests at once. */
final class Engine implements AutoCloseable {

  private static final int MOST_DIGITS = 256;
  private static final int MOST_LINES = 32;
  private static final int PIXELS = DigitImage.SIDE * DigitImage.SIDE;

  private final String name;
  private final Model model;
  private final Backend backend;
  private final Limits limits;
  private final Metrics metrics;
  private final Classifier classifier;
  private final Batcher<byte[], Answer> digits;
  private final Tracer tracer;
  private final Map<ReaderKind, Reader> readers = new ConcurrentHashMap<>();

  /** A reader with what batches its lines. */
  private record Reader(ExplainingReader reader, Batcher<Line, Reading> batcher) {}

  /**
   * Puts a model on a device.
   *
   * @throws IllegalArgumentException if the model does not read digits of 28×28
   */
  Engine(String name, Model model, Backend backend, Limits limits, Metrics metrics) {
    Shape input = model.network().input();
    if (input.maps() != 1 || input.height() < DigitImage.SIDE || input.width() < DigitImage.SIDE) {
      throw new IllegalArgumentException(
          "model " + name + ": input " + input + ", wanted 1@28x28 or larger");
    }
    this.name = name;
    this.model = model;
    this.backend = backend;
    this.limits = limits;
    this.metrics = metrics;
    this.classifier = new Classifier(backend, model);
    this.tracer = new Tracer(model);
    Histogram sizes = metrics.batches(name, device(), "classify");
    this.digits =
        new Batcher<>("classify", MOST_DIGITS, limits.gathering(), this::classify, sizes::add);
    metrics.device(device(), backend.device().name());
  }

  String name() {
    return name;
  }

  String device() {
    return backend.device().id();
  }

  Model model() {
    return model;
  }

  Tracer tracer() {
    return tracer;
  }

  /** Where digits go, 28×28 levels each. */
  Batcher<byte[], Answer> digits() {
    return digits;
  }

  private List<Answer> classify(List<byte[]> batch) {
    if (batch.size() == 1) {
      return List.of(classifier.classify(batch.get(0), DigitImage.SIDE, DigitImage.SIDE));
    }
    byte[] pixels = new byte[batch.size() * PIXELS];
    for (int i = 0; i < batch.size(); i++) {
      System.arraycopy(batch.get(i), 0, pixels, i * PIXELS, PIXELS);
    }
    int[] unlabelled = new int[batch.size()];
    return classifier.classify(
        new LabelledImages(
            DigitImage.SIDE, DigitImage.SIDE, pixels, unlabelled, classifier.classes()));
  }

  /** Where lines go. */
  Batcher<Line, Reading> lines(ReaderKind kind) {
    return reader(kind).batcher;
  }

  /** Draws how a line is read. */
  String explain(ReaderKind kind, Line line) {
    return reader(kind)
        .reader
        .explain(line.ink(), line.options(), Caption.of(name, backend.device()));
  }

  private Reader reader(ReaderKind kind) {
    return readers.computeIfAbsent(kind, this::open);
  }

  private Reader open(ReaderKind kind) {
    ExplainingReader reader = kind.open(backend, model);
    Histogram sizes = metrics.batches(name, device(), "read");
    return new Reader(
        reader,
        new Batcher<>(
            "read", MOST_LINES, limits.gathering(), batch -> read(reader, batch), sizes::add));
  }

  /** Lines that ask for the same are read together. */
  private static List<Reading> read(ExplainingReader reader, List<Line> batch) {
    Map<ReadingOptions, List<Integer>> groups = new IdentityHashMap<>();
    for (int i = 0; i < batch.size(); i++) {
      groups.computeIfAbsent(batch.get(i).options(), key -> new ArrayList<>()).add(i);
    }
    Reading[] readings = new Reading[batch.size()];
    groups.forEach(
        (options, places) -> {
          List<InkImage> inks = places.stream().map(i -> batch.get(i).ink()).toList();
          List<Reading> given = reader.read(inks, options);
          for (int i = 0; i < places.size(); i++) {
            readings[places.get(i)] = given.get(i);
          }
        });
    return List.of(readings);
  }

  @Override
  public void close() {
    digits.close();
    readers.values().forEach(reader -> reader.batcher.close());
    readers.values().forEach(reader -> reader.reader.close());
    classifier.close();
    tracer.close();
  }
}
