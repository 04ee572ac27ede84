package io.github.lenetcl.model;

import io.github.lenetcl.data.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The layers of a network as Keras describes it in JSON.
 *
 * @param file the file, for messages
 * @param layers the layers, one behind the other
 */
public record KerasConfig(String file, List<Layer> layers) {

  /** How deep networks may stand within a network. */
  public static final int MOST_NESTED = 8;

  private static final List<String> NETWORKS = List.of("Sequential", "Functional", "Model");

  /**
   * A layer.
   *
   * @param kind its class
   * @param name its name
   * @param fields what it was made with; an empty {@code Optional} stands for nothing
   */
  public record Layer(String kind, String name, Map<?, ?> fields) {

    /**
     * {@return a field, if it is there and not nothing}
     *
     * @param field its name
     */
    public Optional<Object> get(String field) {
      Object value = fields.get(field);
      return value == null || value instanceof Optional ? Optional.empty() : Optional.of(value);
    }
  }

  /**
   * {@return the layers of a description}
   *
   * @param file the file, for messages
   * @param json the description
   * @throws BadInputException if it is none, or its layers are no chain
   */
  public static KerasConfig parse(String file, String json) throws BadInputException {
    Object parsed;
    try {
      parsed = JsonParser.parse(json);
    } catch (JsonParser.SyntaxException e) {
      throw new BadInputException(file + ": description of the network: " + e.getMessage(), e);
    }
    List<Layer> layers = new ArrayList<>();
    addLayers(file, object(file, "the model", parsed), layers, 0);
    return new KerasConfig(file, List.copyOf(layers));
  }

  /** Adds the layers of a network, those of networks within it where these stand. */
  private static void addLayers(String file, Map<?, ?> model, List<Layer> layers, int depth)
      throws BadInputException {
    String kind = text(file, "class_name", model.get("class_name"));
    if (!NETWORKS.contains(kind) || depth > MOST_NESTED) {
      throw BadInputException.of(
          file, "class of the model", Json.quote(kind), "Sequential, or Functional with one chain");
    }
    Object config = model.get("config");
    Object described = config instanceof Map<?, ?> fields ? fields.get("layers") : config;
    if (!(described instanceof List<?> all)) {
      throw new BadInputException(file + ": no layers, wanted a list of them");
    }
    Optional<String> before = Optional.empty();
    for (Object each : all) {
      Map<?, ?> layer = object(file, "a layer", each);
      Map<?, ?> fields = object(file, "a layer's config", layer.get("config"));
      String name = text(file, "name", fields.get("name"));
      String kindOfLayer = text(file, "class_name", layer.get("class_name"));
      if (!kind.equals("Sequential") && before.isPresent()) {
        requireBehind(file, name, layer, before.get());
      }
      if (NETWORKS.contains(kindOfLayer)) {
        addLayers(file, layer, layers, depth + 1);
      } else {
        layers.add(new Layer(kindOfLayer, name, fields));
      }
      before = Optional.of(name);
    }
  }

  private static void requireBehind(String file, String name, Map<?, ?> layer, String before)
      throws BadInputException {
    List<String> read = new ArrayList<>();
    collect(layer.get("inbound_nodes"), read);
    if (!read.equals(List.of(before))) {
      throw new BadInputException(
          "%s: layer %s reads %s, wanted layers one behind the other"
              .formatted(
                  file,
                  Json.quote(name),
                  Json.quote(read.isEmpty() ? "" : String.join(", ", read))));
    }
  }

  /** Keras 3 writes {"keras_history": [NAME, 0, 0]}, Keras 2 [[[NAME, 0, 0, {}]]]. */
  private static void collect(Object node, List<String> names) {
    if (node instanceof Map<?, ?> map) {
      if (map.get("keras_history") instanceof List<?> history && !history.isEmpty()) {
        names.add(String.valueOf(history.get(0)));
      } else {
        map.values().forEach(value -> collect(value, names));
      }
    } else if (node instanceof List<?> list) {
      if (list.size() >= 3 && list.get(0) instanceof String name && list.get(1) instanceof Long) {
        names.add(name);
      } else {
        list.forEach(value -> collect(value, names));
      }
    }
  }

  private static Map<?, ?> object(String file, String what, Object value) throws BadInputException {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new BadInputException(file + ": " + what + " is no JSON object, wanted one");
  }

  private static String text(String file, String field, Object value) throws BadInputException {
    if (value instanceof String text) {
      return text;
    }
    throw new BadInputException(file + ": " + field + " is no string, wanted one");
  }
}
