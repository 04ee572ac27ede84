package io.github.lenetcl.model;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;

/** The strings of a model file: what cannot be told in tensors. */
public final class ModelMetadata {

  /** The string that tells our files from others, and of which edition they are. */
  public static final String FORMAT = "lenet-cl.format";

  /** The newest edition, and the only one yet. */
  private static final String FORMAT_VERSION = "1";

  /** The network of that name, for any number of classes. */
  static final String LENET5 = "lenet5";

  /** The units that feed its output. */
  static final int LENET5_UNITS = Centers.WIDTH * Centers.HEIGHT;

  private static final String NOTE = "note.";

  private final String file;
  private final Map<String, String> strings;

  /**
   * Opens the strings of a file.
   *
   * @param file the file's name, for messages
   * @param strings the strings by their names
   */
  public ModelMetadata(String file, Map<String, String> strings) {
    this.file = file;
    this.strings = Map.copyOf(strings);
  }

  /** The strings of a model file. */
  static Map<String, String> of(Model model) {
    Map<String, String> strings = withoutNetwork(model);
    strings.put("network", describe(model.network()));
    return strings;
  }

  /**
   * {@return the strings that tell of a model but not of its network, by their names}
   *
   * @param model the model
   */
  public static Map<String, String> withoutNetwork(Model model) {
    Map<String, String> strings = new TreeMap<>();
    Provenance provenance = model.provenance();
    provenance.notes().forEach((name, text) -> strings.put(NOTE + name, text));
    strings.put(FORMAT, FORMAT_VERSION);
    strings.put("scaling", ScalingTensors.name(model.scaling()));
    strings.put("classes", Json.write(model.classes()));
    provenance.loss().ifPresent(loss -> putLoss(loss, strings));
    provenance.recipe().ifPresent(recipe -> strings.put("recipe", recipe));
    provenance.seed().ifPresent(seed -> strings.put("seed", Long.toString(seed)));
    provenance.passes().ifPresent(passes -> strings.put("passes", Integer.toString(passes)));
    provenance.testError().ifPresent(error -> strings.put("test_error", Double.toString(error)));
    provenance.data().ifPresent(data -> strings.put("data", data));
    return strings;
  }

  private static String describe(Network network) {
    boolean lenet5 =
        network
            .centers()
            .filter(centers -> centers.units() == LENET5_UNITS)
            .map(Network::lenet5)
            .filter(network::equals)
            .isPresent();
    return lenet5 ? LENET5 : NetworkJson.write(network);
  }

  private static void putLoss(Loss loss, Map<String, String> strings) {
    strings.put("loss", loss.name());
    if (loss instanceof Loss.MaximumAPosteriori map) {
      strings.put("j", Float.toString(map.j()));
    }
    strings.put("loss_scale", Float.toString(loss.scale()));
  }

  /**
   * Refuses files of editions that are not known here.
   *
   * @throws BadInputException if the file is one of those
   */
  public void requireFormat() throws BadInputException {
    String format = require(FORMAT, FORMAT_VERSION);
    if (!format.equals(FORMAT_VERSION)) {
      throw BadInputException.of(
          file, FORMAT, Json.quote(format), FORMAT_VERSION + "; a newer lenet-cl wrote it");
    }
  }

  /** Either {@link #LENET5} or JSON. */
  String network() throws BadInputException {
    String wanted = LENET5 + " or a JSON object";
    String network = require("network", wanted);
    if (!network.equals(LENET5) && !network.startsWith("{")) {
      throw BadInputException.of(file, "network", Json.quote(network), wanted);
    }
    return network;
  }

  /**
   * {@return the name of the scaling}
   *
   * @throws BadInputException if there is none
   */
  public String scaling() throws BadInputException {
    return require("scaling", "the name of a scaling");
  }

  private String require(String key, String wanted) throws BadInputException {
    String value = strings.get(key);
    if (value == null) {
      throw BadInputException.of(file, key, "absent", wanted);
    }
    return value;
  }

  /**
   * {@return the names of the classes}
   *
   * @throws BadInputException if there are none
   */
  public List<String> classes() throws BadInputException {
    String wanted = "a JSON list of names";
    String text = require("classes", wanted);
    try {
      if (JsonParser.parse(text) instanceof List<?> names
          && names.stream().allMatch(String.class::isInstance)) {
        return names.stream().map(String.class::cast).toList();
      }
    } catch (JsonParser.SyntaxException e) {
      throw new BadInputException(file + ": classes: " + e.getMessage(), e);
    }
    throw BadInputException.of(file, "classes", Json.quote(text), wanted);
  }

  /**
   * {@return where the model comes from}
   *
   * @throws BadInputException naming a string that does not say what it should
   */
  public Provenance provenance() throws BadInputException {
    Optional<Long> seed = find("seed", "an integer of 64 bits", Long::parseLong);
    Optional<Integer> passes = find("passes", "an integer", Integer::parseInt);
    Optional<Double> error = find("test_error", "a number", Double::parseDouble);
    Map<String, String> notes = new TreeMap<>();
    strings.forEach(
        (key, value) -> {
          if (key.startsWith(NOTE)) {
            notes.put(key.substring(NOTE.length()), value);
          }
        });
    return new Provenance(
        loss(),
        find("recipe", "a name", text -> text),
        seed.map(OptionalLong::of).orElse(OptionalLong.empty()),
        passes.map(OptionalInt::of).orElse(OptionalInt.empty()),
        error.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
        find("data", "a name", text -> text),
        notes);
  }

  private Optional<Loss> loss() throws BadInputException {
    String wanted = "map, mse, cross-entropy or squared-error";
    Optional<String> loss = find("loss", wanted, text -> text);
    if (loss.isEmpty()) {
      return Optional.empty();
    }
    float scale = number("loss_scale");
    float j = loss.get().equals("map") ? number("j") : 0;
    return switch (loss.get()) {
      case "map", "mse", "cross-entropy", "squared-error" ->
          Optional.of(Loss.named(loss.get(), scale, () -> j));
      default -> throw BadInputException.of(file, "loss", Json.quote(loss.get()), wanted);
    };
  }

  private float number(String key) throws BadInputException {
    require(key, "a number");
    return find(key, "a number", Float::parseFloat).orElseThrow();
  }

  private <T> Optional<T> find(String key, String wanted, Function<String, T> parser)
      throws BadInputException {
    String text = strings.get(key);
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(parser.apply(text));
    } catch (NumberFormatException e) {
      throw BadInputException.of(file, key, Json.quote(text), wanted);
    }
  }
}
