package io.github.lenetcl.model;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.RadialBasis;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Saves and loads models; the package's page says what such a file holds. */
public final class Models {

  /**
   * What the names of a training's own strings and tensors begin with. A file that has them is a
   * model like any other: who loads it as one does not see them.
   */
  public static final String CHECKPOINT_PREFIX = "checkpoint.";

  /**
   * The names of the models that come with the library: two of single digits as MNIST has them, the
   * one with the least error first, one of digits in pictures, by any hand and pen, one of the
   * pieces of lines of digits, and one that is swept over lines.
   */
  public static final List<String> BUNDLED = List.of("best", "paper", "ink", "graph", "sdnn");

  private Models() {}

  /**
   * Saves a model, beside the file first and moved into place when it is whole.
   *
   * @param file the file
   * @param model the model
   * @throws IOException if it cannot be written; an old file is untouched then
   */
  public static void save(Path file, Model model) throws IOException {
    save(file, model, Map.of(), List.of());
  }

  /**
   * Saves a model together with the state of its training.
   *
   * @param file the file
   * @param model the model
   * @param strings strings whose names begin with {@link #CHECKPOINT_PREFIX}
   * @param tensors tensors whose names begin with {@link #CHECKPOINT_PREFIX}
   * @throws IOException if it cannot be written; an old file is untouched then
   */
  public static void save(
      Path file, Model model, Map<String, String> strings, List<NamedTensor> tensors)
      throws IOException {
    strings.keySet().forEach(Models::requirePrefix);
    tensors.forEach(tensor -> requirePrefix(tensor.name()));
    Map<String, String> allStrings = ModelMetadata.of(model);
    allStrings.putAll(strings);
    List<NamedTensor> allTensors =
        new ArrayList<>(new TensorLayout(model.network()).spread("", model.parameters()));
    for (Layer layer : model.network().layers()) {
      if (layer instanceof RadialBasis rbf) {
        allTensors.add(
            NamedTensor.of(
                centersName(rbf.name(), rbf.trainable()),
                rbf.centers().flat(),
                rbf.centers().classes(),
                rbf.centers().units()));
      }
    }
    allTensors.addAll(ScalingTensors.of(model.scaling()));
    allTensors.addAll(tensors);
    SafetensorsWriter.write(file, allStrings, allTensors);
  }

  /**
   * {@return the model of a file}
   *
   * @param file a model file, or LeNet-5's tensors as any other program may have written them
   * @throws BadInputException if there is no such file or if it holds no model, saying why
   * @throws IOException if it cannot be read
   */
  public static Model load(Path file) throws IOException {
    return of(SafetensorsFile.read(file));
  }

  /**
   * {@return the model of a file, read from a stream to its end}
   *
   * @param in the stream, which stays open
   * @param name the file's name for messages
   * @throws BadInputException if it holds no model, saying why
   * @throws IOException if it cannot be read
   */
  public static Model load(InputStream in, String name) throws IOException {
    return of(SafetensorsFile.read(in, name));
  }

  /**
   * {@return the model in a file that has been read}
   *
   * @param file the file
   * @throws BadInputException if it holds no model, saying why
   */
  public static Model of(SafetensorsFile file) throws BadInputException {
    return ModelReader.read(file);
  }

  /**
   * {@return a model that comes with the library: LeNet-5 trained on MNIST, {@code ink} on digits
   * that the project draws too}
   *
   * @param name one of {@link #BUNDLED}
   * @throws BadInputException if there is none of that name
   * @throws IOException if it cannot be read
   */
  public static Model bundled(String name) throws IOException {
    return load(new ByteArrayInputStream(bundledFile(name)), "bundled model " + name);
  }

  /**
   * {@return the bytes of the file of a model that comes with the library}
   *
   * @param name one of {@link #BUNDLED}
   * @throws BadInputException if there is none of that name
   * @throws IOException if it cannot be read
   */
  public static byte[] bundledFile(String name) throws IOException {
    if (!BUNDLED.contains(name)) {
      throw BadInputException.of(
          "bundled models", "name", Json.quote(name), String.join(", ", BUNDLED));
    }
    String resource = "/io/github/lenetcl/embedded/lenet5-" + name + ".safetensors";
    try (InputStream in = Models.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException(resource + ": not on the class path");
      }
      return in.readAllBytes();
    }
  }

  /** Trainable centres are parameters, named like them; beside them stands what they start from. */
  static String centersName(String layer, boolean trainable) {
    return layer + (trainable ? ".start" : ".centers");
  }

  private static void requirePrefix(String name) {
    if (!name.startsWith(CHECKPOINT_PREFIX)) {
      throw new IllegalArgumentException(
          "name " + name + " of a training's state, wanted " + CHECKPOINT_PREFIX + name);
    }
  }
}
