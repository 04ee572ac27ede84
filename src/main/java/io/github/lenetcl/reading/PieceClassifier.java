package io.github.lenetcl.reading;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.data.DigitImage;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.OutputMeaning;
import io.github.lenetcl.reading.segmentation.Piece;
import io.github.lenetcl.reading.segmentation.PieceImage;
import io.github.lenetcl.reading.segmentation.Segmentation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Asks the network about the pieces of many lines in one batch. Safe to use from many threads. */
final class PieceClassifier implements AutoCloseable {

  /** The most pieces in one pass on the device. */
  private static final int CAPACITY = 1024;

  /** So many pieces are drawn together, unless a single line has more. */
  private static final int TOGETHER = 32_768;

  /** No class costs more than this where a network is so sure that its probability is 0. */
  private static final double MOST = 100;

  /** Bytes of an image. */
  private static final int SIZE = DigitImage.SIDE * DigitImage.SIDE;

  private final Backend backend;
  private final Model model;
  private final Alphabet alphabet;
  private final Plan plan;
  private final float beside;
  private final OutputMeaning meaning;
  private boolean closed;

  /**
   * Puts a model on a device.
   *
   * @throws IllegalArgumentException if the network has more than one position
   */
  PieceClassifier(Backend backend, Model model) {
    if (model.network().output().area() != 1) {
      throw new IllegalArgumentException(
          "reader: outputs " + model.network().output() + ", wanted a single position");
    }
    this.backend = backend;
    this.model = model;
    this.alphabet = Alphabet.of(model.classes());
    this.beside = Schooling.of(model).beside();
    this.meaning = OutputMeaning.of(model);
    this.plan = backend.plan(PlanSpec.inference(model.network(), CAPACITY));
    plan.write(Vector.PARAMETERS, model.parameters());
  }

  /** Returns the characters of the classes. */
  int[] labels() {
    return alphabet.symbols();
  }

  /** Returns the characters of the classes, and what they are called. */
  Alphabet alphabet() {
    return alphabet;
  }

  /** Returns for each line the network's penalties of its pieces, piece by piece. */
  List<float[]> penalties(List<Segmentation> lines) {
    List<float[]> penalties = new ArrayList<>();
    for (int from = 0, to = 0; from < lines.size(); from = to) {
      int pieces = 0;
      while (to < lines.size() && (to == from || pieces + count(lines.get(to)) <= TOGETHER)) {
        pieces += count(lines.get(to++));
      }
      penalties.addAll(together(lines.subList(from, to), pieces));
    }
    return penalties;
  }

  private static int count(Segmentation line) {
    return line.pieces().size();
  }

  private List<float[]> together(List<Segmentation> lines, int pieces) {
    int classes = model.classes().size();
    int[] first = new int[lines.size() + 1];
    for (int i = 0; i < lines.size(); i++) {
      first[i + 1] = first[i] + count(lines.get(i));
    }
    byte[] images = new byte[pieces * SIZE];
    IntStream.range(0, lines.size())
        .parallel()
        .forEach(i -> draw(lines.get(i), images, first[i] * SIZE));
    float[] all = penalties(images, pieces);
    return IntStream.range(0, lines.size())
        .mapToObj(i -> Arrays.copyOfRange(all, first[i] * classes, first[i + 1] * classes))
        .toList();
  }

  private void draw(Segmentation line, byte[] images, int at) {
    PieceImage drawing = new PieceImage(line, beside);
    int next = at;
    for (Piece piece : line.pieces()) {
      drawing.draw(piece, images, next);
      next += SIZE;
    }
  }

  private synchronized float[] penalties(byte[] images, int count) {
    if (closed) {
      throw new IllegalStateException("the reader is closed");
    }
    if (count == 0) {
      return new float[0];
    }
    GreyImages grey = GreyImages.unlabelled(DigitImage.SIDE, DigitImage.SIDE, images);
    try (ResidentImages resident = backend.load(grey, model.scaling())) {
      return penalties(plan.outputs(Source.Samples.all(resident)), count);
    }
  }

  /** Outputs are penalties, or are made into penalties sample by sample. */
  private float[] penalties(float[] outputs, int samples) {
    if (meaning == OutputMeaning.PENALTIES) {
      return outputs;
    }
    int classes = model.classes().size();
    int width = model.network().output().maps();
    float[] penalties = new float[samples * classes];
    for (int i = 0; i < samples; i++) {
      double[] own = meaning.penalties(Arrays.copyOfRange(outputs, i * width, (i + 1) * width));
      for (int c = 0; c < classes; c++) {
        penalties[i * classes + c] = (float) Math.min(MOST, own[c]);
      }
    }
    return penalties;
  }

  @Override
  public synchronized void close() {
    closed = true;
    plan.close();
  }
}
