package io.github.lenetcl.model;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.network.BatchNormalization;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
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
 * nothing of what stands between them. Flax's and Keras' weights alone are taken so too.
 * Normalisations are folded into the layer before them, unless the network has layers of batch
 * normalisation.
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
  private static final Habits FLAX = new Habits(true, 1e-5);
  private static final Habits KERAS = new Habits(true, 1e-3);

  private final String file;
  private final Habits habits;
  private final List<ForeignLayer> plain;
  private final List<ForeignNorm> norms;

  private ForeignWeights(
      String file, Habits habits, List<ForeignLayer> plain, List<ForeignNorm> norms) {
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
    return FlaxTensors.are(sorted)
        ? of(file.name(), FlaxTensors.turned(sorted), FLAX)
        : of(file.name(), sorted, PYTORCH);
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
    List<ForeignLayer> kernels = new ArrayList<>();
    List<ForeignLayer> matrices = new ArrayList<>();
    Map<String, Map<String, NamedTensor>> norms = new LinkedHashMap<>();
    for (Map.Entry<String, Map<String, NamedTensor>> group : groups.entrySet()) {
      if (group.getValue().containsKey("running_mean")) {
        norms.put(group.getKey(), group.getValue());
      } else {
        ForeignLayer linear = ForeignLayer.of(file, group.getKey(), group.getValue());
        (linear.isKernel() ? kernels : matrices).add(linear);
      }
    }
    List<ForeignLayer> all = new ArrayList<>(kernels);
    all.addAll(matrices);
    List<ForeignLayer> plain = List.copyOf(chain(file, all));
    List<ForeignNorm> values = new ArrayList<>();
    for (Map.Entry<String, Map<String, NamedTensor>> norm : norms.entrySet()) {
      values.add(ForeignNorm.of(file, norm.getKey(), norm.getValue()));
    }
    return new ForeignWeights(file, habits, plain, values);
  }

  /** Checks that each layer takes what the one before gives, with all matrices turned or none. */
  private static List<ForeignLayer> chain(String file, List<ForeignLayer> all)
      throws BadInputException {
    if (fits(all)) {
      return all;
    }
    List<ForeignLayer> turned =
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

  private static boolean fits(List<ForeignLayer> all) {
    for (int i = 0; i < all.size(); i++) {
      ForeignLayer layer = all.get(i);
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

  /** Where each normalisation stands. */
  private List<NormPlace> places() throws BadInputException {
    List<NormPlace> places = new ArrayList<>();
    Set<Integer> taken = new HashSet<>();
    for (ForeignNorm norm : norms) {
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

  /** {@return the layers in their order, normalisations folded into those before them} */
  List<ForeignLayer> layers() throws BadInputException {
    List<ForeignLayer> chain = new ArrayList<>(plain);
    List<NormPlace> places = places();
    for (int i = 0; i < norms.size(); i++) {
      int layer = places.get(i).layer();
      chain.set(layer, norms.get(i).foldedInto(chain.get(layer), habits.epsilon()));
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
    boolean normalised = network.layers().stream().anyMatch(it -> it instanceof BatchNormalization);
    WeightFiller filler = new WeightFiller(file, habits.channelsLast(), network);
    float[] parameters = filler.filled(normalised ? plain : layers(), norms);
    List<String> classes = LabelledImages.numbered(network.classes());
    Provenance provenance =
        Provenance.unknown().withNote("imported", "weights of another program; classes assumed");
    try {
      return new Model(network, parameters, classes, scaling, provenance);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(file + ": " + Json.line(e.getMessage()), e);
    }
  }
}
