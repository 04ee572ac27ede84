package io.github.lenetcl.reading;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.data.Extent;
import io.github.lenetcl.data.InkImage;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Provenance;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.reading.graph.Graph;
import io.github.lenetcl.reading.sweep.CharacterModel;
import io.github.lenetcl.reading.sweep.PenaltyRow;
import io.github.lenetcl.reading.sweep.Sweep;
import io.github.lenetcl.reading.sweep.SweptLine;
import java.util.List;
import java.util.Optional;
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

  private final Sweep sweep;
  private final int[] labels;
  private final CharacterModel characters;
  private final List<Double> scales;

  /**
   * Puts a model on a device, to sweep it over each line once.
   *
   * @param backend the device, which stays the caller's to close
   * @param model a model that recipe {@code sdnn} trained, its classes of one character each
   */
  public SweepReader(Backend backend, Model model) {
    this(backend, model, Sweeping.ONCE);
  }

  /**
   * Puts a model on a device.
   *
   * @param backend the device, which stays the caller's to close
   * @param model a model that recipe {@code sdnn} trained, its classes of one character each
   * @param sweeping the scales and heights
   */
  public SweepReader(Backend backend, Model model, Sweeping sweeping) {
    scales = sweeping.scales();
    labels = model.classes().stream().mapToInt(SweepReader::character).toArray();
    characters = characters(model);
    sweep = new Sweep(backend, model, sweeping.heights());
  }

  private static int character(String name) {
    if (name.codePointCount(0, name.length()) != 1) {
      throw new IllegalArgumentException(
          "reader: class '" + name + "', wanted names of a single character");
    }
    return name.codePointAt(0);
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

  @Override
  public List<Reading> read(List<InkImage> lines, ReadingOptions options) {
    List<Optional<SweptLine>> swept =
        lines.stream()
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
                swept
                    .get(i)
                    .map(line -> read(lines.get(i), line, rows.get(rowOf[i]), options))
                    .orElseGet(() -> blank(options)))
        .toList();
  }

  /**
   * {@inheritDoc} Like Figure 25: the line, below it the share of each class at each position, and
   * the best class of each position where it is not junk.
   */
  @Override
  public String explain(InkImage line, ReadingOptions options) {
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
        ink, rows.get(0), characters, labels, sweep.step(), sweep.window(), reading);
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

  private Reading read(InkImage line, SweptLine swept, PenaltyRow row, ReadingOptions options) {
    Graph graph = characters.graph(row, labels);
    return Decoder.read(graph, arc -> box(line, swept, arc), options);
  }

  /** The middle of the window where a character was first seen. */
  private Extent box(InkImage line, SweptLine swept, int arc) {
    int position = CharacterModel.position(arc, labels.length);
    double from = position * sweep.step() + sweep.window() / 4.0;
    return swept.inLine(from, from + sweep.window() / 2.0, line);
  }

  private static Reading blank(ReadingOptions options) {
    return Decoder.read(new Graph(1, List.of()), arc -> new Extent(0, 0, 1, 1), options);
  }

  @Override
  public void close() {
    sweep.close();
  }
}
