package io.github.lenetcl.model;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Subsampling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network as JSON: the shape of its input as [maps, height, width] and its layers in order, each
 * with its kind, its name and its sizes. A convolution has {@code inputs} and either {@code
 * outputs} (each reads all inputs) or {@code table} (for each output the inputs that it reads).
 * Centres are not part of it: they stand in a tensor.
 *
 * <pre>{@code
 * {"input":[1,28,28],"layers":[
 *   {"kind":"convolution","name":"C1","kernel":5,"inputs":1,"outputs":2},
 *   {"kind":"squash","name":"C1.squash"},
 *   {"kind":"subsampling","name":"S2","maps":2,"window":24},
 *   {"kind":"convolution","name":"C3","kernel":1,"inputs":2,"table":[[0],[0,1]]},
 *   {"kind":"full","name":"F4","inputs":2,"outputs":84},
 *   {"kind":"rbf","name":"RBF","units":84,"classes":10}]}
 * }</pre>
 */
final class NetworkJson {

  private static final int MAX_MAPS = 1 << 17;
  private static final int MAX_SIDE = 1 << 12;

  /** Where the centres of an output layer come from. */
  interface CentersSource {
    Centers centers(String layer, int classes, int units) throws BadInputException;
  }

  private final String where;
  private final long maxValues;
  private final CentersSource centers;
  private long values;

  private NetworkJson(String where, long maxValues, CentersSource centers) {
    this.where = where;
    this.maxValues = maxValues;
    this.centers = centers;
  }

  static String write(Network network) {
    Map<String, Object> json = new LinkedHashMap<>();
    Shape input = network.input();
    json.put("input", List.of(input.maps(), input.height(), input.width()));
    json.put("layers", network.layers().stream().map(NetworkJson::fields).toList());
    return Json.write(json);
  }

  private static Map<String, Object> fields(Layer layer) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", "");
    fields.put("name", layer.name());
    if (layer instanceof Convolution convolution) {
      ConnectionTable table = convolution.table();
      fields.put("kind", "convolution");
      fields.put("kernel", convolution.kernel());
      fields.put("inputs", table.inputs());
      if (table.isFull()) {
        fields.put("outputs", table.outputs());
      } else {
        fields.put("table", table.rows());
      }
    } else if (layer instanceof Subsampling subsampling) {
      fields.put("kind", "subsampling");
      fields.put("maps", subsampling.maps());
      fields.put("window", subsampling.window().height());
    } else if (layer instanceof Activation) {
      fields.put("kind", "squash");
    } else if (layer instanceof FullConnection full) {
      fields.put("kind", "full");
      fields.put("inputs", full.inputs());
      fields.put("outputs", full.outputs());
    } else if (layer instanceof RadialBasis rbf) {
      fields.put("kind", "rbf");
      fields.put("units", rbf.centers().units());
      fields.put("classes", rbf.centers().classes());
    } else {
      throw new IllegalArgumentException("no JSON for the layer " + layer);
    }
    return fields;
  }

  /**
   * Reads a network.
   *
   * @param where the file and the part of it, for messages
   * @param text the JSON
   * @param maxValues the most weights and centres that all layers together may have, known before
   *     anything is allocated for them
   * @param centers where centres come from
   * @throws BadInputException if the text is not such JSON or if the layers do not fit each other
   */
  static Network read(String where, String text, long maxValues, CentersSource centers)
      throws BadInputException {
    return new NetworkJson(where, maxValues, centers).read(text);
  }

  private Network read(String text) throws BadInputException {
    try {
      JsonFields fields = new JsonFields(where, JsonParser.parse(text));
      List<Integer> input = fields.integers("input", 1, MAX_MAPS);
      List<?> described = fields.list("layers");
      fields.end();
      if (input.size() != 3) {
        throw BadInputException.of(where, "input", input, "[maps, height, width]");
      }
      List<Layer> layers = new ArrayList<>();
      for (Object layer : described) {
        layers.add(layer(where + ": layer " + layers.size(), layer));
      }
      return new Network(new Shape(input.get(0), input.get(1), input.get(2)), layers);
    } catch (JsonParser.SyntaxException | IllegalArgumentException e) {
      throw new BadInputException(where + ": " + Json.line(e.getMessage()), e);
    }
  }

  private Layer layer(String at, Object value) throws BadInputException {
    JsonFields fields = new JsonFields(at, value);
    String kind = fields.string("kind");
    String name = fields.string("name");
    Layer layer =
        switch (kind) {
          case "convolution" -> convolution(at, name, fields);
          case "subsampling" -> {
            int maps = fields.integer("maps", 1, MAX_MAPS);
            count(at, maps, 2, 1);
            yield new Subsampling(name, maps, fields.integer("window", 1, MAX_SIDE));
          }
          case "squash" -> Activation.squash(name);
          case "full" -> {
            int inputs = fields.integer("inputs", 1, MAX_MAPS);
            int outputs = fields.integer("outputs", 1, MAX_MAPS);
            count(at, inputs, outputs, 1);
            yield new FullConnection(name, inputs, outputs);
          }
          case "rbf" -> {
            int units = fields.integer("units", 1, MAX_MAPS);
            int classes = fields.integer("classes", 1, MAX_MAPS);
            count(at, units, classes, 1);
            yield new RadialBasis(name, centers.centers(name, classes, units));
          }
          default ->
              throw BadInputException.of(
                  at, "kind", Json.quote(kind), "convolution, subsampling, squash, full or rbf");
        };
    fields.end();
    return layer;
  }

  private Convolution convolution(String at, String name, JsonFields fields)
      throws BadInputException {
    int kernel = fields.integer("kernel", 1, MAX_SIDE);
    int inputs = fields.integer("inputs", 1, MAX_MAPS);
    if (!fields.has("table")) {
      int outputs = fields.integer("outputs", 1, MAX_MAPS);
      count(at, inputs, outputs, kernel);
      return new Convolution(name, kernel, ConnectionTable.full(inputs, outputs));
    }
    List<?> described = fields.list("table");
    count(at, inputs, described.size(), kernel);
    List<List<Integer>> rows = new ArrayList<>();
    for (Object row : described) {
      rows.add(JsonFields.integers(at, "table", row, 0, inputs - 1));
    }
    return new Convolution(name, kernel, new ConnectionTable(inputs, rows));
  }

  private void count(String at, long inputs, long outputs, long kernel) throws BadInputException {
    values += inputs * outputs * kernel * kernel;
    if (values > maxValues) {
      throw BadInputException.of(
          at, "number of weights up to here", values, "at most " + maxValues);
    }
  }
}
