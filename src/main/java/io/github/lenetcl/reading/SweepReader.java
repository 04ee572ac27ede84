package io.github.lenetcl.reading;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.data.ink.Extent;
import io.github.lenetcl.data.ink.InkImage;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Provenance;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.reading.graph.Graph;
import io.github.lenetcl.reading.sweep.CharacterModel;
import io.github.lenetcl.reading.sweep.PenaltyRow;
import io.github.lenetcl.reading.sweep.Sweep;
import io.github.lenetcl.reading.sweep.SweptLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reads lines with a space displacement network (Section VII): the network is swept over the line
 * once, or at {@linkplain Sweeping several scales and heights}.
 */
public final class SweepReader implements ExplainingReader {

  /** Rows of the images of digits that recognisers are trained on. */
  private static final int DIGIT_ROWS = 28;

  /** The recipe whose models know junk. */
  private static final String RECIPE = "sdnn";

  /** The graph of a line without ink. */
  private static final Graph BLANK = new Graph(1, List.of());

  private final Sweep sweep;
  private final int[] labels;
  private final Decoder decoder;
  private final CharacterModel characters;
  private final List<Double> scales;
  private final List<Look> looks;

  /**
   * What is seen in a line.
   *
   * @param line the line
   * @param swept the line as it is swept; none where it is blank
   * @param graph what it may say
   */
  private record Seen(InkImage line, Optional<SweptLine> swept, Graph graph) {}

  /**
   * Puts a model on a device, to sweep it over each line once.
   *
   * @param backend the device, which stays the caller's to close
   * @param model a model that recipe {@code sdnn} trained
   */
  public SweepReader(Backend backend, Model model) {
    this(backend, model, Sweeping.ONCE);
  }

  /**
   * Puts a model on a device.
   *
   * @param backend the device, which stays the caller's to close
   * @param model a model that recipe {@code sdnn} trained
   * @param sweeping the scales, heights and looks
   */
  public SweepReader(Backend backend, Model model, Sweeping sweeping) {
    scales = sweeping.scales();
    looks = Look.more(sweeping.looks());
    Alphabet alphabet = Alphabet.of(model.classes());
    labels = alphabet.symbols();
    decoder = new Decoder(alphabet, Credence.SWEPT);
    characters = characters(model);
    sweep = new Sweep(backend, model, sweeping.heights());
  }

  /** The penalty of junk is what the model was trained with, if it was trained with junk. */
  private static CharacterModel characters(Model model) {
    Provenance provenance = model.provenance();
    double junk =
        provenance
            .loss()
            .filter(loss -> provenance.recipe().equals(Optional.of(RECIPE)))
            .filter(Loss.MaximumAPosteriori.class::isInstance)
            .map(loss -> (double) ((Loss.MaximumAPosteriori) loss).j())
            .orElse(CharacterModel.STANDARD.junk());
    return new CharacterModel(CharacterModel.STANDARD.sharpness(), junk);
  }

  /** {@inheritDoc} The classes of the model and nothing else. */
  @Override
  public Set<Integer> symbols() {
    return IntStream.of(labels).boxed().collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public List<Reading> read(List<InkImage> lines, ReadingOptions options) {
    Requirement.check(options.grammar(), this);
    List<Seen> first = see(lines);
    List<Reading> readings =
        first.parallelStream().map(seen -> together(List.of(seen), options)).toList();
    if (looks.isEmpty()) {
      return readings;
    }
    Doubts doubts = Doubts.below(Credence.SWEPT.confidence(Look.CLEAR, 1), readings);
    List<InkImage> again = doubts.of(lines);
    List<List<Seen>> all = new ArrayList<>(List.of(doubts.of(first)));
    for (Look look : looks) {
      all.add(see(again.parallelStream().map(look::of).toList()));
    }
    return doubts.replacedBy(
        IntStream.range(0, again.size())
            .parallel()
            .mapToObj(i -> together(all.stream().map(seen -> seen.get(i)).toList(), options))
            .toList());
  }

  /** Sweeps over lines. */
  private List<Seen> see(List<InkImage> lines) {
    List<Optional<SweptLine>> swept =
        lines.parallelStream()
            .map(line -> SweptLine.of(line, sweep.height(), DIGIT_ROWS, scales.get(0)))
            .toList();
    List<PenaltyRow> rows = rows(lines, swept);
    int[] rowOf = new int[lines.size()];
    for (int i = 1; i < rowOf.length; i++) {
      rowOf[i] = rowOf[i - 1] + (swept.get(i - 1).isPresent() ? 1 : 0);
    }
    return IntStream.range(0, lines.size())
        .parallel()
        .mapToObj(
            i ->
                new Seen(
                    lines.get(i),
                    swept.get(i),
                    swept.get(i).isPresent()
                        ? characters.graph(rows.get(rowOf[i]), labels)
                        : BLANK))
        .toList();
  }

  /** Reads a line of one look or several. */
  private Reading together(List<Seen> looks, ReadingOptions options) {
    IntFunction<Extent> box = arc -> box(looks.get(0), arc);
    return decoder.read(looks.stream().map(Seen::graph).toList(), box, options);
  }

  /**
   * {@inheritDoc} Like Figure 25: the line, below it the share of each class at each position, and
   * the best class of each position where it is not junk.
   */
  @Override
  public String explain(InkImage line, ReadingOptions options, String caption) {
    Optional<SweptLine> swept = SweptLine.of(line, sweep.height(), DIGIT_ROWS, scales.get(0));
    InkImage ink =
        swept
            .map(SweptLine::ink)
            .orElseGet(
                () ->
                    new InkImage(
                        sweep.height(), sweep.window(), new byte[sweep.height() * sweep.window()]));
    List<PenaltyRow> rows =
        swept.isPresent() ? rows(List.of(line), List.of(swept)) : sweep.rows(List.of(ink));
    Reading reading = read(line, options);
    return SweepDrawing.draw(
        ink, rows.get(0), characters, labels, sweep.step(), sweep.window(), reading, caption);
  }

  /** The rows of the lines that are not blank. */
  private List<PenaltyRow> rows(List<InkImage> lines, List<Optional<SweptLine>> swept) {
    List<PenaltyRow> rows =
        sweep.rows(swept.stream().flatMap(Optional::stream).map(SweptLine::ink).toList());
    for (double scale : scales.subList(1, scales.size())) {
      List<InkImage> others =
          lines.stream()
              .flatMap(line -> SweptLine.of(line, sweep.height(), DIGIT_ROWS, scale).stream())
              .map(SweptLine::ink)
              .toList();
      List<PenaltyRow> more = sweep.rows(others);
      List<PenaltyRow> before = rows;
      rows =
          IntStream.range(0, before.size())
              .mapToObj(i -> before.get(i).least(more.get(i)))
              .toList();
    }
    return rows;
  }

  /** The middle of the window where a character was first seen. */
  private Extent box(Seen seen, int arc) {
    int position = CharacterModel.position(arc, labels.length);
    double from = position * sweep.step() + sweep.window() / 4.0;
    return seen.swept.orElseThrow().inLine(from, from + sweep.window() / 2.0, seen.line);
  }

  @Override
  public void close() {
    sweep.close();
  }
}
