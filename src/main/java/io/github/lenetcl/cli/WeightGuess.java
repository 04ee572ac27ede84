package io.github.lenetcl.cli;

import io.github.lenetcl.compute.Backends;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.evaluation.Classifier;
import io.github.lenetcl.evaluation.Evaluation;
import io.github.lenetcl.model.ForeignWeights;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Padding;
import io.github.lenetcl.network.Pooling;
import io.github.lenetcl.network.Scaling;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which network weights belong to, told by trying: of the usual networks that they fit, a wrong one
 * reads next to nothing.
 *
 * @param model the model
 * @param right how many of the digits it reads
 * @param digits how many were shown to it
 * @param second how many the next network reads
 * @param next what the next network is, in words
 */
record WeightGuess(Model model, int right, int digits, int second, String next) {

  /** With so much less read by the next network the digits have decided. */
  private static final double CLEAR = 0.05;

  private static final int FEW = 20;
  private static final int MANY = 200;

  /** The most networks that are tried. */
  private static final int MOST = 600;

  private static final double LEAST = 0.6;

  /** A way to read the weights. */
  private record Reading(Network network, Scaling scaling, int right) {}

  /**
   * Finds the network.
   *
   * @param weights the weights
   * @param wanted how grey levels become inputs, if that is known
   * @throws BadInputException if none reads digits, or two do alike
   */
  static WeightGuess of(ForeignWeights weights, Optional<Scaling.Levels> wanted)
      throws IOException {
    LabelledImages digits = DataSets.embedded().training().first(MANY);
    List<Scaling> scalings =
        wanted
            .<List<Scaling>>map(List::of)
            .orElse(
                List.of(
                    Scaling.unit(),
                    Scaling.standard(255 * 0.1307, 255 * 0.3081),
                    Scaling.standard(127.5, 127.5)));
    List<Reading> readings = new ArrayList<>();
    try (Selection device = Backends.open("cpu")) {
      int best = -1;
      for (Network network : weights.readings().stream().limit(MOST).toList()) {
        for (Scaling scaling : scalings) {
          int right = right(device, weights.model(network, scaling), digits.first(FEW));
          readings.add(new Reading(network, scaling, right));
          best = Math.max(best, right);
        }
      }
      List<Reading> close = new ArrayList<>();
      for (Reading reading : readings) {
        if (reading.right() >= best - FEW / 10 && close.size() < 24) {
          int right = right(device, weights.model(reading.network(), reading.scaling()), digits);
          close.add(new Reading(reading.network(), reading.scaling(), right));
        }
      }
      return choose(weights, close);
    }
  }

  private static WeightGuess choose(ForeignWeights weights, List<Reading> close)
      throws BadInputException {
    Reading first = null;
    for (Reading reading : close) {
      if (first == null || reading.right() > first.right()) {
        first = reading;
      }
    }
    if (first == null || first.right() < LEAST * MANY) {
      throw new BadInputException(
          "%s: weights only, and no usual network of them reads digits%s; wanted --network FILE.json"
              .formatted(
                  weights.file(),
                  first == null ? "" : " (%d of %d at most)".formatted(first.right(), MANY)));
    }
    int second = 0;
    String next = "";
    for (Reading reading : close) {
      if (!areAlike(reading.network(), first.network()) && reading.right() > second) {
        second = reading.right();
        next = words(reading.network(), reading.scaling());
      }
    }
    Model model = weights.model(first.network(), first.scaling());
    return new WeightGuess(model, first.right(), MANY, second, next);
  }

  /**
   * Returns whether networks differ at most in how many zeros stand around a digit: a padded one of
   * 28×28 is one of 32×32 in which digits are centred.
   */
  private static boolean areAlike(Network a, Network b) {
    int count = a.layers().size();
    return a.shapes().equals(b.shapes())
        && a.layers().subList(1, count).equals(b.layers().subList(1, count));
  }

  private static int right(Selection device, Model model, LabelledImages digits) {
    try (Classifier classifier = new Classifier(device.backend(), model)) {
      return digits.count() - Evaluation.of(classifier, digits).errors();
    }
  }

  /** Says by what a network differs from others that weights fit. */
  private static String words(Network network, Scaling scaling) {
    Set<String> words = new LinkedHashSet<>();
    words.add(network.input().height() + "x" + network.input().width());
    for (Layer layer : network.layers()) {
      if (layer instanceof Activation activation) {
        words.add(activation.function().name().toLowerCase(Locale.ROOT));
      } else if (layer instanceof Pooling pooling) {
        words.add(pooling.kind().name().toLowerCase(Locale.ROOT) + " pooling");
      } else if (layer instanceof Convolution convolution
          && !convolution.window().padding().equals(Padding.NONE)) {
        words.add(convolution.name() + " padded");
      }
    }
    if (scaling instanceof Scaling.Levels levels) {
      words.add("inputs %.3g to %.3g".formatted(levels.levels()[0], levels.levels()[255]));
    }
    return String.join(", ", words);
  }

  /** Says what was assumed and how sure it is. */
  String sentence() {
    String taken =
        "weights only: taken for the network below (%s) with classes 0, 1, 2, …, which reads %d of %d embedded digits"
            .formatted(words(model.network(), model.scaling()), right, digits);
    if (next.isEmpty()) {
      return taken + "; --network FILE.json says another";
    }
    return right - second >= CLEAR * digits
        ? "%s; the next that they fit (%s) reads %d; --network FILE.json says another"
            .formatted(taken, next, second)
        : "%s; NOT SURE, for another that they fit (%s) reads %d: --network FILE.json says which"
            .formatted(taken, next, second);
  }
}
