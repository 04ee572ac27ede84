package io.github.lenetcl.serve;

import io.github.lenetcl.model.Model;
import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Form;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The layers of a network as the page shows them: those that have maps of their own, each with what
 * its units see.
 */
final class Stages {

  /** What the last layer is called, as in the paper's Figure 2. */
  private static final String OUTPUT = "Output";

  private final Model model;
  private final List<Stage> stages = new ArrayList<>();

  private Stages(Model model) {
    this.model = model;
  }

  static Stages of(Model model) {
    Stages stages = new Stages(model);
    Stage.Field field = Stage.Field.PIXEL;
    Network network = model.network();
    for (int i = 0; i < network.layers().size(); i++) {
      Layer layer = network.layers().get(i);
      Shape input = network.inputOf(i);
      Shape shape = network.shapes().get(i);
      field = field(layer, input, shape, network.input(), field);
      if (layer.form() == Form.POINTS) {
        stages.extend(i);
      } else {
        stages.stages.add(new Stage(layer.name(), i, shape, field, sources(layer, shape)));
      }
    }
    stages.rename(stages.stages.size() - 1, OUTPUT);
    return stages;
  }

  private void rename(int stage, String name) {
    Stage given = stages.get(stage);
    stages.set(
        stage, new Stage(name, given.output(), given.shape(), given.field(), given.sources()));
  }

  /** What follows a stage and keeps its maps is shown as that stage. */
  private void extend(int layer) {
    int last = stages.size() - 1;
    Shape shape = model.network().shapes().get(layer);
    if (last >= 0 && stages.get(last).shape().equals(shape)) {
      Stage before = stages.get(last);
      stages.set(last, new Stage(before.name(), layer, shape, before.field(), before.sources()));
    }
  }

  private static Stage.Field field(
      Layer layer, Shape input, Shape output, Shape picture, Stage.Field before) {
    if (layer.field().isPresent()) {
      return through(layer.field().get(), input, before);
    }
    // What has no window sees its own position, or makes one position of all.
    return output.area() == input.area()
        ? before
        : new Stage.Field(Math.max(picture.height(), picture.width()), 1, 0);
  }

  private static Stage.Field through(Window window, Shape input, Stage.Field before) {
    return before.through(window.height(), window.strideDown(), window.top(input.height()));
  }

  private static List<List<Integer>> sources(Layer layer, Shape shape) {
    if (layer instanceof Convolution convolution) {
      return convolution.table().isFull() ? List.of() : convolution.table().rows();
    }
    return layer.form() == Form.WINDOWS
        ? IntStream.range(0, shape.maps()).boxed().map(List::of).toList()
        : List.of();
  }

  List<Stage> all() {
    return stages;
  }

  Map<String, Object> describe() {
    Network network = model.network();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(
        "input", Map.of("height", network.input().height(), "width", network.input().width()));
    fields.put("classes", model.classes());
    fields.put("parameters", network.parameterCount());
    fields.put("stages", stages.stream().map(Stage::describe).toList());
    fields.put("codes", network.centers().filter(Stages::areDrawn).map(Stages::codes).orElse(null));
    return fields;
  }

  private static boolean areDrawn(Centers centers) {
    return centers.units() == Centers.WIDTH * Centers.HEIGHT;
  }

  private static Map<String, Object> codes(Centers centers) {
    List<int[]> bitmaps =
        Arrays.stream(centers.values())
            .map(code -> IntStream.range(0, code.length).map(i -> code[i] > 0 ? 1 : 0).toArray())
            .toList();
    return Map.of("width", Centers.WIDTH, "height", Centers.HEIGHT, "bitmaps", bitmaps);
  }
}
