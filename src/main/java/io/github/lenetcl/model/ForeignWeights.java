package io.github.lenetcl.model;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.network.BatchNormalization;
import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Flatten;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The weights of another program: kernels [outputs, inputs, rows, columns] and matrices [outputs,
 * inputs], as PyTorch, tinygrad and candle save them, or [inputs, outputs]. Such a file tells
 * nothing of what stands between them. Keras' weights alone are taken so too. Normalisations are
 * folded into the layer before them, unless the network has layers of batch normalisation.
 */
public final class ForeignWeights {

  /**
   * What files of a program do not say.
   *
   * @param channelsLast whether a flattened map has the channels of each place together
   * @param epsilon what normalisations add to variances, where they are folded
   */
  private record Habits(boolean channelsLast, double epsilon) {}

  private static final Habits PYTORCH = new Habits(false, 1e-5);
  private static final Habits KERAS = new Habits(true, 1e-3);

  /**
   * A layer's weights.
   *
   * @param name what the file calls it
   * @param outputs its output maps
   * @param inputs its input maps, or all values of a full connection
   * @param height rows of a kernel, 0 for a full connection
   * @param width columns of a kernel, 0 for a full connection
   * @param weights [outputs, inputs, height, width]
   * @param bias [outputs], empty where it has none
   */
  record Linear(
      String name, int outputs, int inputs, int height, int width, float[] weights, float[] bias) {

    boolean isKernel() {
      return height > 0;
    }

    /** Turns a matrix round. */
    Linear turned() {
      float[] other = new float[weights.length];
      for (int i = 0; i < other.length; i++) {
        other[i % inputs * outputs + i / inputs] = weights[i];
      }
      return new Linear(name, inputs, outputs, 0, 0, other, bias);
    }

    Linear normalised(float[] factor, float[] shift) {
      float[] scaled = weights.clone();
      for (int i = 0; i < scaled.length; i++) {
        scaled[i] *= factor[i / (scaled.length / outputs)];
      }
      float[] shifted = shift.clone();
      for (int i = 0; i < bias.length; i++) {
        shifted[i] += bias[i] * factor[i];
      }
      return new Linear(name, outputs, inputs, height, width, scaled, shifted);
    }
  }

  /**
   * A normalisation's values, one for each map.
   *
   * @param name what the file calls it
   * @param scale its factors
   * @param shift its shifts
   * @param mean its running means
   * @param variance its running variances
   */
  private record Norm(String name, float[] scale, float[] shift, float[] mean, float[] variance) {}

  private final String file;
  private final Habits habits;
  private final List<Linear> plain;
  private final List<Norm> norms;

  private ForeignWeights(String file, Habits habits, List<Linear> plain, List<Norm> norms) {
    this.file = file;
    this.habits = habits;
    this.plain = plain;
    this.norms = norms;
  }

  /**
   * {@return the weights of a file}
   *
   * @param file the file
   * @throws BadInputException if it holds other tensors than weights of layers one behind another
   */
  public static ForeignWeights of(SafetensorsFile file) throws BadInputException {
    List<NamedTensor> sorted = new ArrayList<>(file.tensors());
    sorted.sort(WeightNames.ORDER);
    return of(file.name(), sorted, PYTORCH);
  }

  /**
   * {@return the weights of Keras} They are named and laid out as PyTorch's, but that what is
   * behind a Flatten has the channels of each place together.
   *
   * @param file the file's name
   * @param tensors weights, biases, running means and variances
   * @param ordered whether the layers stand in their order; else their numbers tell it
   * @throws BadInputException if they are not those of layers one behind another
   */
  public static ForeignWeights ofKeras(String file, List<NamedTensor> tensors, boolean ordered)
      throws BadInputException {
    List<NamedTensor> sorted = new ArrayList<>(tensors);
    if (!ordered) {
      sorted.sort(WeightNames.ORDER);
    }
    return of(file, sorted, KERAS);
  }

  private static ForeignWeights of(String file, List<NamedTensor> tensors, Habits habits)
      throws BadInputException {
    Map<String, Map<String, NamedTensor>> groups = WeightNames.groups(file, tensors);
    List<Linear> kernels = new ArrayList<>();
    List<Linear> matrices = new ArrayList<>();
    Map<String, Map<String, NamedTensor>> norms = new LinkedHashMap<>();
    for (Map.Entry<String, Map<String, NamedTensor>> group : groups.entrySet()) {
      if (group.getValue().containsKey("running_mean")) {
        norms.put(group.getKey(), group.getValue());
      } else {
        Linear linear = linear(file, group.getKey(), group.getValue());
        (linear.isKernel() ? kernels : matrices).add(linear);
      }
    }
    List<Linear> all = new ArrayList<>(kernels);
    all.addAll(matrices);
    List<Linear> plain = List.copyOf(chain(file, all));
    List<Norm> values = new ArrayList<>();
    for (Map.Entry<String, Map<String, NamedTensor>> norm : norms.entrySet()) {
      values.add(norm(file, norm.getKey(), norm.getValue()));
    }
    return new ForeignWeights(file, habits, plain, values);
  }

  private static Linear linear(String file, String name, Map<String, NamedTensor> group)
      throws BadInputException {
    NamedTensor weight = group.get("weight");
    List<Integer> sides = weight == null ? List.of() : weight.shape();
    if (sides.size() != 4 && sides.size() != 2 || sides.contains(0)) {
      throw BadInputException.of(
          file,
          Json.quote(name + ".weight"),
          weight == null ? "absent" : sides,
          "[outputs, inputs, rows, columns] or [outputs, inputs]");
    }
    NamedTensor bias = group.get("bias");
    boolean kernel = sides.size() == 4;
    return new Linear(
        name.isEmpty() ? "layer" : name,
        sides.get(0),
        sides.get(1),
        kernel ? sides.get(2) : 0,
        kernel ? sides.get(3) : 0,
        weight.floats(),
        bias == null ? new float[0] : bias.floats());
  }

  /** Checks that each layer takes what the one before gives, with all matrices turned or none. */
  private static List<Linear> chain(String file, List<Linear> all) throws BadInputException {
    if (fits(all)) {
      return all;
    }
    List<Linear> turned =
        new ArrayList<>(
            all.stream().map(layer -> layer.isKernel() ? layer : layer.turned()).toList());
    if (fits(turned)) {
      return turned;
    }
    throw new BadInputException(
        file
            + ": no chain of layers: found "
            + String.join(
                ", ",
                all.stream()
                    .limit(8)
                    .map(it -> Json.quote(it.name()) + " of " + it.inputs() + " to " + it.outputs())
                    .toList())
            + ", wanted each to take what the one before it gives");
  }

  private static boolean fits(List<Linear> all) {
    for (int i = 0; i < all.size(); i++) {
      Linear layer = all.get(i);
      boolean first = !layer.isKernel() && (i == 0 || all.get(i - 1).isKernel());
      boolean right =
          i == 0
              || (first
                  ? layer.inputs() % all.get(i - 1).outputs() == 0
                  : layer.inputs() == all.get(i - 1).outputs());
      if (!right || layer.bias().length > 0 && layer.bias().length != layer.outputs()) {
        return false;
      }
    }
    return true;
  }

  private static Norm norm(String file, String name, Map<String, NamedTensor> group)
      throws BadInputException {
    int size = group.get("running_mean").size();
    for (NamedTensor part : group.values()) {
      if (part.size() != size || !group.containsKey("running_var")) {
        throw BadInputException.of(
            file, Json.quote(name), "of unequal sizes", size + " values each");
      }
    }
    float[] ones = new float[size];
    Arrays.fill(ones, 1);
    return new Norm(
        name,
        group.containsKey("weight") ? group.get("weight").floats() : ones,
        group.containsKey("bias") ? group.get("bias").floats() : new float[size],
        group.get("running_mean").floats(),
        group.get("running_var").floats());
  }

  /** Where each normalisation stands. */
  private List<NormPlace> places() throws BadInputException {
    List<NormPlace> places = new ArrayList<>();
    Set<Integer> taken = new HashSet<>();
    for (Norm norm : norms) {
      int size = norm.mean().length;
      OptionalInt numbered = SequenceNumbers.lastBefore(norm.name(), plain);
      int layer =
          numbered.isPresent() && plain.get(numbered.getAsInt()).outputs() == size
              ? numbered.getAsInt()
              : IntStream.range(0, plain.size())
                  .filter(i -> plain.get(i).outputs() == size && !taken.contains(i))
                  .findFirst()
                  .orElseThrow(
                      () ->
                          BadInputException.of(
                              file,
                              "size of " + Json.quote(norm.name()),
                              size,
                              "that of a layer before it"));
      taken.add(layer);
      OptionalInt steps = SequenceNumbers.steps(plain.get(layer).name(), norm.name());
      float[] means = norm.mean().clone();
      Arrays.sort(means);
      places.add(new NormPlace(norm.name(), size, layer, steps, means[0], means[means.length - 1]));
    }
    return places;
  }

  private Linear folded(Linear layer, Norm norm) {
    int size = norm.mean().length;
    float[] factor = new float[size];
    float[] shift = new float[size];
    for (int j = 0; j < size; j++) {
      factor[j] = (float) (norm.scale()[j] / Math.sqrt(norm.variance()[j] + habits.epsilon()));
      shift[j] = norm.shift()[j] - norm.mean()[j] * factor[j];
    }
    return layer.normalised(factor, shift);
  }

  /** {@return the layers in their order, normalisations folded into those before them} */
  List<Linear> layers() throws BadInputException {
    List<Linear> chain = new ArrayList<>(plain);
    List<NormPlace> places = places();
    for (int i = 0; i < norms.size(); i++) {
      int layer = places.get(i).layer();
      chain.set(layer, folded(chain.get(layer), norms.get(i)));
    }
    return chain;
  }

  /**
   * {@return the networks that these may be the weights of; none where there are too many}
   *
   * @throws BadInputException if a normalisation belongs to no layer
   */
  public List<Network> readings() throws BadInputException {
    List<NormPlace> places = places();
    List<Network> networks = new ArrayList<>();
    if (places.stream().noneMatch(NormPlace::isBehindFunction)) {
      networks.addAll(WeightReadings.of(layers(), List.of()));
    }
    if (!places.stream().allMatch(NormPlace::isBeforeFunction)) {
      networks.addAll(WeightReadings.of(plain, places));
    }
    return networks;
  }

  /** {@return the file's name} */
  public String file() {
    return file;
  }

  /**
   * {@return the model of a network with these weights} Its classes are numbered from 0.
   *
   * @param network the network, whose convolutions and full connections take the weights in order
   * @param scaling how grey levels become its inputs
   * @throws BadInputException naming the first layer that they do not fit
   */
  public Model model(Network network, Scaling scaling) throws BadInputException {
    float[] parameters = new float[network.parameterCount()];
    boolean normalised = network.layers().stream().anyMatch(it -> it instanceof BatchNormalization);
    List<Linear> linear = normalised ? plain : layers();
    List<Norm> left = new ArrayList<>(norms);
    int next = 0;
    for (int i = 0; i < network.layers().size(); i++) {
      Layer layer = network.layers().get(i);
      if (network.parametersOf(i).isEmpty()) {
        continue;
      }
      if (layer instanceof BatchNormalization to) {
        fill(network, i, to, left, parameters);
        continue;
      }
      if (next == linear.size()) {
        throw BadInputException.of(file, "number of layers", next, "more: one for " + layer.name());
      }
      fill(network, i, linear.get(next++), parameters);
    }
    if (next < linear.size()) {
      throw BadInputException.of(file, "number of layers", linear.size(), next);
    }
    if (normalised && !left.isEmpty()) {
      throw BadInputException.of(
          file, "normalisation", Json.quote(left.get(0).name()), "one for each of the network's");
    }
    List<String> classes =
        IntStream.range(0, network.classes()).mapToObj(Integer::toString).toList();
    Provenance provenance =
        Provenance.unknown().withNote("imported", "weights of another program; classes assumed");
    try {
      return new Model(network, parameters, classes, scaling, provenance);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(file + ": " + Json.line(e.getMessage()), e);
    }
  }

  /** Takes the first normalisation of the layer's size that no layer before it took. */
  private void fill(
      Network network, int index, BatchNormalization to, List<Norm> left, float[] parameters)
      throws BadInputException {
    Norm norm =
        left.stream()
            .filter(each -> each.mean().length == to.maps())
            .findFirst()
            .orElseThrow(
                () ->
                    BadInputException.of(
                        file, "normalisations", norms.size(), "one more, for " + to.name()));
    left.remove(norm);
    int at = network.parametersOf(index).get(0).offset();
    int[] order = order(network, index);
    for (float[] values : List.of(norm.scale(), norm.shift(), norm.mean(), norm.variance())) {
      for (int i = 0; i < values.length; i++) {
        parameters[at + i] = values[order[i]];
      }
      at += values.length;
    }
  }

  /** Where each input of a layer stands among those that the file's layer has. */
  private int[] order(Network network, int index) {
    for (int i = index - 1; i >= 0 && habits.channelsLast(); i--) {
      if (network.layers().get(i) instanceof Flatten) {
        Shape shape = network.inputOf(i);
        int maps = shape.maps();
        int area = shape.area();
        return IntStream.range(0, shape.size()).map(at -> at % area * maps + at / area).toArray();
      }
      if (!network.parametersOf(i).isEmpty()
          && !(network.layers().get(i) instanceof BatchNormalization)) {
        break;
      }
    }
    return IntStream.range(0, network.inputOf(index).maps()).toArray();
  }

  private void fill(Network network, int index, Linear from, float[] parameters)
      throws BadInputException {
    Layer layer = network.layers().get(index);
    int weight = network.parametersOf(index).get(0).offset();
    boolean bias;
    if (layer instanceof Convolution to
        && from.inputs() == to.table().inputs()
        && from.outputs() == to.table().outputs()
        && Math.max(1, from.height()) == to.window().height()
        && Math.max(1, from.width()) == to.window().width()) {
      fill(to, from, parameters, weight);
      bias = to.bias();
    } else if (layer instanceof FullConnection to
        && from.inputs() * Math.max(1, from.height() * from.width()) == to.inputs()
        && from.outputs() == to.outputs()) {
      int[] order =
          from.isKernel() ? IntStream.range(0, to.inputs()).toArray() : order(network, index);
      for (int i = 0; i < from.weights().length; i++) {
        int row = i / order.length * order.length;
        parameters[weight + i] = from.weights()[row + order[i % order.length]];
      }
      bias = to.bias();
    } else {
      throw BadInputException.of(
          file,
          "layer " + Json.quote(from.name()),
          from.inputs()
              + " to "
              + from.outputs()
              + ", kernels "
              + from.height()
              + "x"
              + from.width(),
          "the shape of " + layer.name() + ", a convolution or full connection");
    }
    if (bias != from.bias().length > 0) {
      throw BadInputException.of(
          file,
          "biases of " + Json.quote(from.name()),
          from.bias().length > 0 ? "there" : "absent",
          "as " + layer.name() + " has them");
    }
    if (bias) {
      int at = network.parametersOf(index).get(1).offset();
      System.arraycopy(from.bias(), 0, parameters, at, from.bias().length);
    }
  }

  /** Takes the kernels of the table's pairs; others have to be 0. */
  private void fill(Convolution to, Linear from, float[] parameters, int offset)
      throws BadInputException {
    ConnectionTable table = to.table();
    int area = to.window().area();
    float[] left = from.weights().clone();
    int[] inputs = table.pairInputs();
    int[] outputs = table.pairOutputs();
    for (int pair = 0; pair < inputs.length; pair++) {
      int start = (outputs[pair] * table.inputs() + inputs[pair]) * area;
      System.arraycopy(left, start, parameters, offset + pair * area, area);
      Arrays.fill(left, start, start + area, 0);
    }
    for (float value : left) {
      if (value != 0) {
        throw BadInputException.of(
            file,
            "layer " + Json.quote(from.name()),
            "a weight where " + to.name() + "'s table has no pair",
            "0 there");
      }
    }
  }
}
