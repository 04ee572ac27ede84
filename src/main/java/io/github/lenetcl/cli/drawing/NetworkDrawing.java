package io.github.lenetcl.cli.drawing;

import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Parameter;
import io.github.lenetcl.network.Pointwise;
import io.github.lenetcl.network.Shape;
import java.awt.Point;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Draws an image's way through a network, from left to right: the picture, the maps of every layer,
 * the pattern of F6 beside the nearest codes, and the penalties; below them, if wanted, the
 * weights.
 */
public final class NetworkDrawing {

  private static final int MARGIN = 40;
  private static final int TOP = 104;
  private static final int GAP = 40;
  private static final int WIRING_GAP = 100;
  private static final int MAPS_HEIGHT = 830;
  private static final int CAPTION = 24;

  private static final ColorScale ACTIVATIONS = ColorScale.signed(Activation.AMPLITUDE);

  private final Trace trace;
  private final String caption;
  private final List<Stage> stages = new ArrayList<>();
  private final List<Block> columns = new ArrayList<>();
  private final List<Block> weights = new ArrayList<>();

  /** A layer with what it gave, squashed where squashing follows. */
  private record Stage(Layer layer, Shape shape, float[] output) {}

  private NetworkDrawing(Trace trace, String caption) {
    this.trace = trace;
    this.caption = caption;
    Network network = trace.network();
    for (int i = 0; i < network.layers().size(); i++) {
      Layer layer = network.layers().get(i);
      float[] output = trace.outputs().get(i);
      if (layer instanceof Pointwise && !stages.isEmpty()) {
        Stage before = stages.remove(stages.size() - 1);
        stages.add(new Stage(before.layer(), before.shape(), output));
      } else if (!(layer instanceof Activation)) {
        stages.add(new Stage(layer, network.shapes().get(i), output));
      }
    }
  }

  /**
   * Draws it.
   *
   * @param trace what every layer gave
   * @param picture the picture that the digit was found in
   * @param withWeights whether to draw the kernels and weights too
   * @param caption a line to stand below, as of the model, the device and the date
   * @return the drawing
   */
  public static BufferedImage draw(
      Trace trace, BufferedImage picture, boolean withWeights, String caption) {
    NetworkDrawing drawing = new NetworkDrawing(trace, caption);
    drawing.columns.add(new InputBlock(picture, trace.digit()));
    drawing.addLayers();
    if (withWeights) {
      drawing.addWeights();
    }
    return drawing.draw();
  }

  private void addLayers() {
    Optional<Centers> codes = trace.network().centers().filter(CodesBlock::fits);
    for (int i = 0; i < stages.size(); i++) {
      String name = stages.get(i).layer().name();
      Shape shape = stages.get(i).shape();
      float[] output = stages.get(i).output();
      if (i == stages.size() - 1) {
        columns.add(new PenaltiesBlock(name, trace, MAPS_HEIGHT));
      } else if (i == stages.size() - 2 && codes.isPresent()) {
        columns.add(new CodesBlock(name, output, codes.get(), trace));
      } else {
        columns.add(new MapsBlock(name, note(shape), shape, output, ACTIVATIONS, MAPS_HEIGHT));
      }
    }
  }

  private static String note(Shape shape) {
    return shape.area() == 1
        ? shape.maps() + " units"
        : shape.maps() + " @ " + shape.height() + " x " + shape.width();
  }

  private void addWeights() {
    Network network = trace.network();
    int room = right() - MARGIN;
    float[] parameters = trace.model().parameters();
    for (Parameter parameter : network.parameters()) {
      float[] values = parameter.slice(parameters);
      Layer layer = network.layers().get(parameter.layer());
      if (!parameter.spec().role().equals("weight")) {
        continue;
      }
      if (layer instanceof Convolution convolution) {
        weights.add(new KernelsBlock(convolution, values, room));
      } else if (layer instanceof FullConnection full) {
        weights.add(new WeightsBlock(full, values));
      }
    }
  }

  /** Returns the left edge of a column; its number may be one too many. */
  private int left(int column) {
    int x = MARGIN;
    for (int i = 0; i < column; i++) {
      x += columns.get(i).width() + gapAfter(i);
    }
    return x;
  }

  private int right() {
    return left(columns.size()) - GAP;
  }

  private int gapAfter(int column) {
    boolean dense = column < stages.size() && Wiring.needsRoom(stages.get(column).layer());
    return dense ? WIRING_GAP : GAP;
  }

  private BufferedImage draw() {
    List<Point> places = new ArrayList<>();
    int bottom = placeWeights(places);
    int width = right() + MARGIN;
    BufferedImage picture = new BufferedImage(width, bottom + CAPTION, BufferedImage.TYPE_INT_RGB);
    try (Pen pen = new Pen(picture)) {
      drawTitle(pen);
      drawColumns(pen);
      for (int i = 0; i < weights.size(); i++) {
        weights.get(i).draw(pen, places.get(i).x, places.get(i).y);
      }
      pen.text(caption, MARGIN, bottom + CAPTION / 4, Pen.Style.NOTE);
    }
    return picture;
  }

  /** Sets the weights in lines below the columns, as words are set, and returns the bottom. */
  private int placeWeights(List<Point> places) {
    int x = MARGIN;
    int y = TOP + MAPS_HEIGHT + MARGIN;
    int bottom = y;
    for (Block block : weights) {
      if (x > MARGIN && x + block.width() > right()) {
        x = MARGIN;
        y = bottom;
      }
      places.add(new Point(x, y));
      x += block.width() + GAP;
      bottom = Math.max(bottom, y + block.height() + GAP);
    }
    return bottom;
  }

  private void drawTitle(Pen pen) {
    List<Integer> ranking = trace.ranking();
    double[] figures = trace.figures();
    int best = ranking.get(0);
    pen.text("read as " + trace.classes().get(best), MARGIN, 46, Pen.Style.TITLE);
    if (ranking.size() > 1) {
      int second = ranking.get(1);
      String name = trace.classes().get(second);
      String margin =
          trace.hasProbabilities()
              ? "probability %.3f, of %s %.3f".formatted(figures[best], name, figures[second])
              : "penalty %.1f, margin %.1f to %s"
                  .formatted(figures[best], figures[second] - figures[best], name);
      pen.text(margin, MARGIN, 70, Pen.Style.BODY);
    }
    int legend = right() - 220;
    pen.text("output of a unit", legend, 30, Pen.Style.NOTE);
    pen.legend(ACTIVATIONS, Activation.AMPLITUDE, legend, 38);
  }

  private void drawColumns(Pen pen) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i) instanceof MapsBlock maps) {
        maps.place(left(i), TOP);
      }
    }
    drawWires(pen);
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).draw(pen, left(i), TOP);
    }
  }

  private void drawWires(Pen pen) {
    for (int i = 1; i < stages.size(); i++) {
      // The first column is the picture's.
      if (columns.get(i) instanceof MapsBlock from && columns.get(i + 1) instanceof MapsBlock to) {
        Wiring.draw(pen, stages.get(i).layer(), from, to);
      }
    }
  }
}
