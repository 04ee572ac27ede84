package io.github.lenetcl.reading;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.reading.segmentation.Piece;
import io.github.lenetcl.reading.segmentation.PieceImage;
import io.github.lenetcl.reading.segmentation.Segmentation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Asks a network about the pieces of many lines in one batch, and another one about those that no
 * cut goes through. Safe to use from many threads.
 */
final class PieceClassifier implements AutoCloseable {

  /** So many pieces are drawn together, unless a single line has more. */
  private static final int TOGETHER = 32_768;

  private static final int SIZE = PieceNetwork.SIZE;

  private final Alphabet alphabet;
  private final float beside;
  private final PieceNetwork network;
  private final Optional<PieceNetwork> second;

  /**
   * Puts a model on a device.
   *
   * @throws IllegalArgumentException if the network has more than one position
   */
  PieceClassifier(Backend backend, Model model) {
    this(backend, model, Optional.empty());
  }

  /**
   * Puts two models on a device.
   *
   * @param backend the device
   * @param model the model
   * @param second one of the same classes that knows single digits better, if there is one
   * @throws IllegalArgumentException if a network has more than one position, or if the classes
   *     differ
   */
  PieceClassifier(Backend backend, Model model, Optional<Model> second) {
    second.ifPresent(other -> requireSame(model.classes(), other.classes()));
    this.alphabet = Alphabet.of(model.classes());
    this.beside = Schooling.of(model).beside();
    this.network = new PieceNetwork(backend, model);
    this.second = second.map(other -> new PieceNetwork(backend, other));
  }

  private static void requireSame(List<String> classes, List<String> second) {
    if (!classes.equals(second)) {
      throw new IllegalArgumentException(
          "reader: a second model of classes " + second + ", wanted " + classes);
    }
  }

  /** Returns the characters of the classes. */
  int[] labels() {
    return alphabet.symbols();
  }

  /** Returns the characters of the classes, and what they are called. */
  Alphabet alphabet() {
    return alphabet;
  }

  /** Returns for each line the penalties of its pieces, piece by piece. */
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
    int classes = network.classes();
    int[] first = new int[lines.size() + 1];
    for (int i = 0; i < lines.size(); i++) {
      first[i + 1] = first[i] + count(lines.get(i));
    }
    byte[] images = new byte[pieces * SIZE];
    IntStream.range(0, lines.size())
        .parallel()
        .forEach(i -> draw(lines.get(i), images, first[i] * SIZE));
    float[] all = network.penalties(images);
    second.ifPresent(other -> join(other, whole(lines), images, all));
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

  /** The pieces of lines that no cut goes through, counted through all lines. */
  private static int[] whole(List<Segmentation> lines) {
    List<Piece> all = lines.stream().flatMap(line -> line.pieces().stream()).toList();
    return IntStream.range(0, all.size()).filter(i -> all.get(i).severed() == 0).toArray();
  }

  /** Makes the penalties of some pieces the means of what two networks say. */
  private static void join(PieceNetwork other, int[] pieces, byte[] images, float[] penalties) {
    byte[] chosen = new byte[pieces.length * SIZE];
    for (int i = 0; i < pieces.length; i++) {
      System.arraycopy(images, pieces[i] * SIZE, chosen, i * SIZE, SIZE);
    }
    float[] own = other.penalties(chosen);
    int classes = other.classes();
    for (int i = 0; i < own.length; i++) {
      int at = pieces[i / classes] * classes + i % classes;
      penalties[at] = (penalties[at] + own[i]) / 2;
    }
  }

  @Override
  public void close() {
    network.close();
    second.ifPresent(PieceNetwork::close);
  }
}
