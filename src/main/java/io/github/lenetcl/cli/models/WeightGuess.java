package io.github.lenetcl.cli.models;

import io.github.lenetcl.compute.Backends;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.evaluation.Answer;
import io.github.lenetcl.evaluation.Classifier;
import io.github.lenetcl.evaluation.Evaluation;
import io.github.lenetcl.model.ForeignWeights;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Padding;
import io.github.lenetcl.network.Pointwise;
import io.github.lenetcl.network.Pooling;
import io.github.lenetcl.network.Scaling;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  private static final double LEAST = 0.25;
  private static final double USUAL = 0.6;
  private static final Scaling SIGNED = Scaling.standard(127.5, 127.5);

  /**
   * A way to read the weights.
   *
   * @param right how many digits it reads
   * @param loss the cross entropy of its answers
   */
  private record Reading(Network network, Scaling scaling, int right, double loss) {

    /**
     * Its loss, more for what few have: functions of their own slope, 32×32, kernels of one size
     * with padding and without; less for what tinygrad's examples have, SiLU where inputs are from
     * -1 to 1.
     */
    double handicapped() {
      boolean rare = network.layers().stream().anyMatch(Pointwise.class::isInstance);
      boolean example =
          scaling.equals(SIGNED)
              && network.layers().stream()
                  .anyMatch(
                      layer ->
                          layer instanceof Pointwise it
                              && it.function() == Pointwise.Function.SILU
                              && it.name().startsWith("layers."));
      double framed = network.input().height() == 32 || isPaddedInPart() ? 1.25 : 1;
      return framed * (example ? 0.8 : rare ? 1.5 : 1) * loss;
    }

    private boolean isPaddedInPart() {
      Map<Integer, Boolean> padded = new HashMap<>();
      return network.layers().stream()
          .filter(Convolution.class::isInstance)
          .map(layer -> ((Convolution) layer).window())
          .anyMatch(
              window -> {
                boolean pads = !window.padding().equals(Padding.NONE);
                return padded.computeIfAbsent(window.height(), height -> pads) != pads;
              });
    }
  }

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
                    SIGNED,
                    Scaling.standard(0, 1)));
    List<Network> networks = weights.readings().stream().limit(MOST).toList();
    if (networks.stream().anyMatch(network -> network.input().maps() != 1)) {
      throw new BadInputException(
          "%s: weights only, of a network of %d maps, which no digits tell; wanted --network FILE.json"
              .formatted(weights.file(), networks.get(0).input().maps()));
    }
    List<Reading> readings = new ArrayList<>();
    try (Selection device = Backends.open("cpu")) {
      int best = -1;
      for (Network network : networks) {
        for (Scaling scaling : scalings) {
          Reading reading = read(device, weights, network, scaling, digits.first(FEW));
          readings.add(reading);
          best = Math.max(best, reading.right());
        }
      }
      List<Reading> close = new ArrayList<>();
      for (Reading reading : readings) {
        if (reading.right() >= best - FEW / 10 && close.size() < 24) {
          close.add(read(device, weights, reading.network(), reading.scaling(), digits));
        }
      }
      return choose(weights, close);
    }
  }

  private static WeightGuess choose(ForeignWeights weights, List<Reading> close)
      throws BadInputException {
    Reading first = null;
    for (Reading reading : close) {
      if (first == null || reading.handicapped() < first.handicapped()) {
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

  private static Reading read(
      Selection device,
      ForeignWeights weights,
      Network network,
      Scaling scaling,
      LabelledImages digits)
      throws BadInputException {
    try (Classifier classifier =
        new Classifier(device.backend(), weights.model(network, scaling))) {
      List<Answer> answers = classifier.classify(digits);
      double loss = 0;
      for (int i = 0; i < answers.size(); i++) {
        loss += crossEntropy(answers.get(i).penalties(), digits.label(i));
      }
      int right = digits.count() - Evaluation.of(answers, digits).errors();
      return new Reading(network, scaling, right, loss / digits.count());
    }
  }

  private static double crossEntropy(float[] penalties, int label) {
    double sum = 0;
    for (float penalty : penalties) {
      sum += Math.exp(penalties[label] - penalty);
    }
    return Math.log(sum);
  }

  /** Says by what a network differs from others that weights fit. */
  private static String words(Network network, Scaling scaling) {
    Set<String> words = new LinkedHashSet<>();
    words.add(network.input().height() + "x" + network.input().width());
    for (Layer layer : network.layers()) {
      if (layer instanceof Activation activation) {
        words.add(activation.function().name().toLowerCase(Locale.ROOT));
      } else if (layer instanceof Pointwise pointwise) {
        words.add(pointwise.function().word());
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
    if (right < USUAL * digits) {
      return taken + "; NOT SURE, for it reads few: --network FILE.json says which";
    }
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
