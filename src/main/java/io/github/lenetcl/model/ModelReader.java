package io.github.lenetcl.model;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Scaling;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Makes a model of a safetensors file, or says why it is none. */
final class ModelReader {

  /** The note on what a file does not say of its own. */
  static final String ASSUMED = "assumed";

  private static final System.Logger LOG = System.getLogger(ModelReader.class.getName());

  private final SafetensorsFile file;
  private final ModelMetadata strings;

  private ModelReader(SafetensorsFile file) {
    this.file = file;
    this.strings = new ModelMetadata(file.name(), file.metadata());
  }

  static Model read(SafetensorsFile file) throws BadInputException {
    ModelReader reader = new ModelReader(file);
    try {
      return file.metadata().containsKey(ModelMetadata.FORMAT) ? reader.ours() : reader.bare();
    } catch (IllegalArgumentException e) {
      // What the parts say when they do not fit together.
      throw new BadInputException(file.name() + ": " + Json.line(e.getMessage()), e);
    }
  }

  private Model ours() throws BadInputException {
    strings.requireFormat();
    List<String> classes = strings.classes();
    Network network = network(classes.size());
    Scaling scaling = ScalingTensors.read(strings.scaling(), file);
    List<String> numbers = ScalingTensors.tensorNames(scaling);
    requireNoOthers(
        network, name -> numbers.contains(name) || name.startsWith(Models.CHECKPOINT_PREFIX));
    return new Model(network, parameters(network), classes, scaling, strings.provenance());
  }

  private Network network(int classes) throws BadInputException {
    String network = strings.network();
    if (network.equals(ModelMetadata.LENET5)) {
      return Network.lenet5(centers("RBF", false, classes, ModelMetadata.LENET5_UNITS));
    }
    // A network cannot have more weights than the file has numbers.
    long numbers = file.tensors().stream().mapToLong(NamedTensor::size).sum();
    return NetworkJson.read(
        file.name() + ": network",
        network,
        numbers,
        (where, layer, trainable, count, units) -> centers(layer, trainable, count, units));
  }

  /** LeNet-5's parameters as anyone may have written them, with centres or without. */
  private Model bare() throws BadInputException {
    List<String> wanted = new TensorLayout(Network.lenet5()).names();
    if (wanted.stream().allMatch(name -> file.find(name).isEmpty())) {
      throw BadInputException.of(
          file.name(),
          "content",
          Json.write(file.tensors().stream().map(NamedTensor::name).limit(3).toList())
              + (file.tensors().size() > 3 ? " and " + (file.tensors().size() - 3) + " more" : ""),
          "a model, with tensors named "
              + String.join(", ", wanted)
              + " (weights of another program: lenet import first)");
    }
    Network network = Network.lenet5(givenCenters());
    requireNoOthers(network, name -> false);
    List<String> classes = LabelledImages.numbered(network.output().maps());
    String assumed =
        "classes " + String.join(", ", classes) + " and the paper's scaling: without metadata";
    LOG.log(Level.WARNING, file.name() + ": assumed " + assumed);
    Provenance provenance = Provenance.unknown().withNote(ASSUMED, assumed);
    return new Model(network, parameters(network), classes, Scaling.paper(), provenance);
  }

  private Centers givenCenters() throws BadInputException {
    NamedTensor given = file.find(Models.centersName("RBF", false)).orElse(null);
    if (given == null) {
      return Centers.digits();
    }
    return centers(
        "RBF",
        false,
        given.shape().isEmpty() ? 0 : given.shape().get(0),
        ModelMetadata.LENET5_UNITS);
  }

  private Centers centers(String layer, boolean trainable, int classes, int units)
      throws BadInputException {
    float[] flat = file.floats(Models.centersName(layer, trainable), classes, units);
    float[][] values = new float[classes][];
    for (int i = 0; i < classes; i++) {
      values[i] = Arrays.copyOfRange(flat, i * units, (i + 1) * units);
    }
    return new Centers(values);
  }

  private float[] parameters(Network network) throws BadInputException {
    return new TensorLayout(network).gather("", file);
  }

  private void requireNoOthers(Network network, Predicate<String> others) throws BadInputException {
    Set<String> own = new HashSet<>(new TensorLayout(network).names());
    for (Layer layer : network.layers()) {
      if (layer instanceof RadialBasis rbf) {
        own.add(Models.centersName(rbf.name(), rbf.trainable()));
      }
    }
    for (NamedTensor tensor : file.tensors()) {
      if (!own.contains(tensor.name()) && !others.test(tensor.name())) {
        throw new BadInputException(
            file.name() + ": tensor " + Json.quote(tensor.name()) + " is no part of the network");
      }
    }
  }
}
