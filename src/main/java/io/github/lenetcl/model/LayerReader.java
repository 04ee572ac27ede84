package io.github.lenetcl.model;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.BatchNormalization;
import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Dropout;
import io.github.lenetcl.network.Flatten;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.LocallyConnected;
import io.github.lenetcl.network.Pointwise;
import io.github.lenetcl.network.Pooling;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Softmax;
import io.github.lenetcl.network.SpatialPooling;
import io.github.lenetcl.network.Subsampling;
import io.github.lenetcl.network.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads layers one after the other out of JSON objects, knowing the shape that reaches each. */
final class LayerReader {

  private static final String KINDS =
      "convolution, local, subsampling, average-pool, padded-average-pool, max-pool,"
          + " stochastic-pool, s3-pool, activation, squash, flatten, full, dropout, batch-normalization, rbf or softmax";

  private final long maxValues;
  private final NetworkJson.CentersSource centers;
  private Shape shape;
  private int number;
  private double values;

  LayerReader(Shape input, long maxValues, NetworkJson.CentersSource centers) {
    this.shape = input;
    this.maxValues = maxValues;
    this.centers = centers;
  }

  /**
   * Reads the next layer.
   *
   * @param at the file and the layer, for messages
   * @throws IllegalArgumentException if it does not fit the layers before it
   */
  Layer read(String at, Object value) throws BadInputException {
    JsonFields fields = new JsonFields(at, value);
    String kind = fields.string("kind");
    number++;
    String name = fields.has("name") ? fields.string("name") : kind + number;
    Layer layer = layer(at, kind, name, fields);
    fields.end();
    shape = layer.outputShape(shape);
    return layer;
  }

  private Layer layer(String at, String kind, String name, JsonFields fields)
      throws BadInputException {
    return switch (kind) {
      case "convolution" -> convolution(at, name, fields);
      case "local" -> local(at, name, fields);
      case "subsampling" -> {
        int maps = maps(fields, "maps");
        count(at, maps, 2);
        yield new Subsampling(name, maps, WindowFields.pool(at, fields));
      }
      case "average-pool" -> pooling(at, name, Pooling.Kind.AVERAGE, fields);
      case "padded-average-pool" -> pooling(at, name, Pooling.Kind.PADDED_AVERAGE, fields);
      case "max-pool" -> pooling(at, name, Pooling.Kind.MAX, fields);
      case "stochastic-pool" -> pooling(at, name, Pooling.Kind.STOCHASTIC, fields);
      case "s3-pool" ->
          new SpatialPooling(
              name,
              maps(fields, "maps"),
              fields.integer("window", 1, WindowFields.MAX_SIDE),
              fields.integer("stride", 1, WindowFields.MAX_SIDE),
              fields.integer("grid", 1, WindowFields.MAX_SIDE));
      case "squash" -> Activation.squash(name);
      case "activation" -> activation(at, name, fields);
      case "flatten" -> new Flatten(name, shape);
      case "full" -> {
        int inputs = maps(fields, "inputs");
        int outputs = fields.integer("outputs", 1, NetworkJson.MAX_MAPS);
        count(at, inputs, outputs);
        yield new FullConnection(name, inputs, outputs, fields.flag("bias", true));
      }
      case "batch-normalization" -> {
        int maps = maps(fields, "maps");
        count(at, maps, 4);
        yield new BatchNormalization(
            name,
            maps,
            real(fields, "epsilon", BatchNormalization.USUAL_EPSILON),
            real(fields, "momentum", BatchNormalization.USUAL_MOMENTUM));
      }
      case "dropout" -> new Dropout(name, (float) fields.number("rate"));
      case "rbf" -> radialBasis(at, name, fields);
      case "softmax" -> new Softmax(name);
      default -> throw BadInputException.of(at, "kind", Json.quote(kind), KINDS);
    };
  }

  private static float real(JsonFields fields, String field, float usual) throws BadInputException {
    return fields.has(field) ? (float) fields.number(field) : usual;
  }

  /** The maps that come in, where nothing else is said. */
  private int maps(JsonFields fields, String field) throws BadInputException {
    return fields.has(field) ? fields.integer(field, 1, NetworkJson.MAX_MAPS) : shape.maps();
  }

  private Convolution convolution(String at, String name, JsonFields fields)
      throws BadInputException {
    Window window = WindowFields.kernel(at, fields);
    int inputs = maps(fields, "inputs");
    boolean bias = fields.flag("bias", true);
    if (!fields.has("table")) {
      int outputs = fields.integer("outputs", 1, NetworkJson.MAX_MAPS);
      count(at, inputs, outputs, window.area());
      return new Convolution(name, window, ConnectionTable.full(inputs, outputs), bias);
    }
    List<?> described = fields.list("table");
    count(at, inputs, described.size(), window.area());
    List<List<Integer>> rows = new ArrayList<>();
    for (Object row : described) {
      rows.add(JsonFields.integers(at, "table", row, 0, inputs - 1));
    }
    return new Convolution(name, window, new ConnectionTable(inputs, rows), bias);
  }

  private LocallyConnected local(String at, String name, JsonFields fields)
      throws BadInputException {
    Window window = WindowFields.kernel(at, fields);
    int outputs = fields.integer("outputs", 1, NetworkJson.MAX_MAPS);
    int height = Math.max(0, window.outputHeight(shape.height()));
    int width = Math.max(0, window.outputWidth(shape.width()));
    count(at, outputs, height, width, shape.maps(), window.area());
    return new LocallyConnected(name, shape, window, outputs, fields.flag("bias", true));
  }

  private Pooling pooling(String at, String name, Pooling.Kind kind, JsonFields fields)
      throws BadInputException {
    return new Pooling(name, kind, maps(fields, "maps"), WindowFields.pool(at, fields));
  }

  private static Layer activation(String at, String name, JsonFields fields)
      throws BadInputException {
    String word = fields.string("function");
    List<String> words = new ArrayList<>();
    for (ActivationFunction function : ActivationFunction.values()) {
      words.add(function.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      if (words.contains(word)) {
        return new Activation(name, function);
      }
    }
    for (Pointwise.Function function : Pointwise.Function.values()) {
      words.add(function.word());
      if (words.contains(word)) {
        boolean given = function.hasAlpha() && fields.has("alpha");
        float alpha = given ? (float) fields.number("alpha") : function.usualAlpha();
        return new Pointwise(name, function, alpha);
      }
    }
    throw BadInputException.of(at, "function", Json.quote(word), String.join(", ", words));
  }

  private RadialBasis radialBasis(String at, String name, JsonFields fields)
      throws BadInputException {
    int units = maps(fields, "units");
    boolean trainable = fields.flag("trainable", false);
    if (!fields.has("centers")) {
      int classes = fields.integer("classes", 1, NetworkJson.MAX_MAPS);
      count(at, units, classes);
      return new RadialBasis(name, centers.centers(at, name, trainable, classes, units), trainable);
    }
    Centers given = given(at, fields.list("centers"));
    if (fields.has("classes")) {
      fields.integer("classes", given.classes(), given.classes());
    }
    if (given.units() != units) {
      throw BadInputException.of(
          at, "centers", given.units() + " values for each class", units + ", one for each unit");
    }
    if (!trainable && !given.areSigns()) {
      throw BadInputException.of(
          at, "centers", "other numbers", "codes of 1 and -1 where they are not trainable");
    }
    return new RadialBasis(name, given, trainable);
  }

  private Centers given(String at, List<?> rows) throws BadInputException {
    float[][] numbers = new float[rows.size()][];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = JsonFields.numbers(at, "centers", rows.get(i));
    }
    return new Centers(numbers);
  }

  private void count(String at, double... factors) throws BadInputException {
    values += Arrays.stream(factors).reduce(1, (a, b) -> a * b);
    if (values > maxValues) {
      throw BadInputException.of(
          at, "number of weights up to here", "%.0f".formatted(values), "at most " + maxValues);
    }
  }
}
