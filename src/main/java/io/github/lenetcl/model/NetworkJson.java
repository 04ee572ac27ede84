package io.github.lenetcl.model;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A network as JSON: the shape of its input as [maps, height, width] and its layers in order, each
 * with its kind, its name and its sizes; docs/networks.md lists them all. What follows from the
 * layer before ({@code inputs}, {@code maps}, {@code units}) and the names may be left out; they
 * are always written.
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

  static final int MAX_MAPS = 1 << 17;

  /** Where the centres of an output layer come from that does not hold them. */
  interface CentersSource {

    /**
     * Returns the centres.
     *
     * @param where the file and the layer, for messages
     * @param layer the layer's name
     * @param trainable whether they are what trainable centres start from
     */
    Centers centers(String where, String layer, boolean trainable, int classes, int units)
        throws BadInputException;
  }

  private NetworkJson() {}

  /** Writes a network whose centres stand elsewhere. */
  static String write(Network network) {
    return write(network, rbf -> false);
  }

  /** Writes a network, with the centres of those layers that are asked for. */
  static String write(Network network, Predicate<RadialBasis> withCenters) {
    Map<String, Object> json = new LinkedHashMap<>();
    Shape input = network.input();
    json.put("input", List.of(input.maps(), input.height(), input.width()));
    List<Object> layers = new ArrayList<>();
    for (Layer layer : network.layers()) {
      Map<String, Object> fields = LayerWriter.fields(layer);
      if (layer instanceof RadialBasis rbf && withCenters.test(rbf)) {
        fields.put("centers", LayerWriter.centers(rbf.centers()));
      }
      layers.add(fields);
    }
    json.put("layers", layers);
    return Json.write(json);
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
    try {
      JsonFields fields = new JsonFields(where, JsonParser.parse(text));
      List<Integer> input = fields.integers("input", 1, MAX_MAPS);
      List<?> described = fields.list("layers");
      fields.end();
      if (input.size() != 3) {
        throw BadInputException.of(where, "input", input, "[maps, height, width]");
      }
      Shape shape = new Shape(input.get(0), input.get(1), input.get(2));
      LayerReader reader = new LayerReader(shape, maxValues, centers);
      List<Layer> layers = new ArrayList<>();
      for (Object layer : described) {
        layers.add(reader.read(where + ": layer " + layers.size(), layer));
      }
      return new Network(shape, layers);
    } catch (JsonParser.SyntaxException | IllegalArgumentException e) {
      throw new BadInputException(where + ": " + Json.line(e.getMessage()), e);
    }
  }
}
