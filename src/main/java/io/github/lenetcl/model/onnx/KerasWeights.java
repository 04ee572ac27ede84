package io.github.lenetcl.model.onnx;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.model.KerasConfig;
import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The weights of Keras' layers, out of HDF5. */
final class KerasWeights implements AutoCloseable {

  /** A tensor: its sides, outermost first, and its values. */
  record Tensor(int[] sides, float[] values) {

    Integer[] shape() {
      return Arrays.stream(sides).boxed().toArray(Integer[]::new);
    }

    /** Returns the same values with the sides in another order. */
    Tensor permuted(String file, int... order) throws BadInputException {
      if (sides.length != order.length) {
        throw BadInputException.of(file, "sides of kernels", sides.length, order.length);
      }
      float[] moved = new float[values.length];
      int[] from = Places.transposed(sides, order);
      for (int i = 0; i < moved.length; i++) {
        moved[i] = values[from[i]];
      }
      return new Tensor(Places.pick(sides, order), moved);
    }
  }

  private static final int MAX_VALUES = 1 << 26;

  private final String file;
  private final HdfFile hdf;

  /** Where a layer's tensors are, by the layer's name, in the order of its weights. */
  private final Map<String, List<String>> paths = new LinkedHashMap<>();

  private boolean ordered;

  private KerasWeights(String file, byte[] bytes) throws BadInputException {
    this.file = file;
    try {
      hdf = HdfFile.fromBytes(bytes);
    } catch (RuntimeException | VirtualMachineError | AssertionError e) {
      throw damaged(file, e);
    }
  }

  /** Finds where the layers' tensors are. */
  private interface Finding {
    void find(KerasWeights weights) throws BadInputException;
  }

  /** Opens a file, and closes it where it is none of those that are read. */
  private static KerasWeights opened(String file, byte[] bytes, Finding layers)
      throws BadInputException {
    KerasWeights weights = new KerasWeights(file, bytes);
    try {
      layers.find(weights);
      return weights;
    } catch (BadInputException e) {
      weights.close();
      throw e;
    } catch (RuntimeException | VirtualMachineError | AssertionError e) {
      weights.close();
      throw damaged(file, e);
    }
  }

  /** Opens the weights in a {@code .keras} archive: layers/…/vars/0, 1, … */
  static KerasWeights ofZip(String file, byte[] bytes) throws BadInputException {
    return opened(
        file,
        bytes,
        weights -> {
          if (weights.hdf.getChild("layers") instanceof Group layers) {
            weights.addLayers(layers, 0);
          }
        });
  }

  /** Networks within the network have layers of their own. */
  private void addLayers(Group layers, int depth) {
    for (Map.Entry<String, Node> each : layers.getChildren().entrySet()) {
      if (each.getValue() instanceof Group layer) {
        addVariables(each.getKey(), layer);
        if (depth < KerasConfig.MOST_NESTED && layer.getChild("layers") instanceof Group inner) {
          addLayers(inner, depth + 1);
        }
      }
    }
  }

  private void addVariables(String key, Group layer) {
    List<String> tensors = new ArrayList<>();
    String name = key;
    for (Node child : layer.getChildren().values()) {
      if (child.getName().equals("vars") && child instanceof Group variables) {
        Attribute given = variables.getAttribute("name");
        name = given == null ? key : String.valueOf(given.getData());
        tensors.addAll(numbered(variables));
      }
    }
    paths.put(name, tensors);
    paths.putIfAbsent(key, tensors);
  }

  /** Opens a whole model: model_weights/NAME with the paths of its tensors as an attribute. */
  static KerasWeights ofModel(String file, byte[] bytes) throws BadInputException {
    return opened(
        file,
        bytes,
        weights -> {
          if (!(weights.hdf.getChild("model_weights") instanceof Group layers)) {
            boolean alone = weights.hdf.getChild("layers") != null;
            throw new BadInputException(
                file
                    + (alone || weights.hdf.getAttribute("layer_names") != null
                        ? ": weights of Keras without their network; --network FILE.json says it, or"
                            + " save both: model.save(\"FILE.keras\")"
                        : ": HDF5 without model_weights, wanted a model saved by Keras"));
          }
          for (Map.Entry<String, Node> each : layers.getChildren().entrySet()) {
            if (each.getValue() instanceof Group layer) {
              weights.paths.put(each.getKey(), tensors(layer));
            }
          }
        });
  }

  /**
   * Opens weights, whether or not their network stands beside them: layers/…/vars of Keras 3, or
   * groups in the order of layer_names of Keras 2 and whole models.
   */
  static KerasWeights alone(String file, byte[] bytes) throws BadInputException {
    return opened(
        file,
        bytes,
        weights -> {
          Group root =
              weights.hdf.getChild("model_weights") instanceof Group whole ? whole : weights.hdf;
          Attribute names = root.getAttribute("layer_names");
          if (names != null && names.getSize() > 0 && names.getData() instanceof String[] all) {
            for (String name : all) {
              if (root.getChild(name) instanceof Group layer) {
                weights.paths.put(name, tensors(layer));
              }
            }
            weights.ordered = true;
          } else if (weights.hdf.getChild("layers") instanceof Group layers) {
            for (Node child : layers.getChildren().values()) {
              if (child instanceof Group layer
                  && layer.getChild("vars") instanceof Group variables) {
                weights.paths.put(child.getName(), numbered(variables));
              }
            }
          } else {
            throw new BadInputException(
                file + ": HDF5 without layers, wanted weights saved by Keras");
          }
        });
  }

  private static List<String> numbered(Group variables) {
    List<String> tensors = new ArrayList<>();
    for (int i = 0; variables.getChild(Integer.toString(i)) instanceof Dataset; i++) {
      tensors.add(variables.getPath() + i);
    }
    return tensors;
  }

  /** Returns the names of the layers that have weights. */
  List<String> layers() {
    return paths.keySet().stream().filter(name -> !paths.get(name).isEmpty()).toList();
  }

  /** Returns whether they are in their order. */
  boolean isOrdered() {
    return ordered;
  }

  /** Returns all tensors of a layer. */
  List<Tensor> of(String layer) throws BadInputException {
    return of(layer, layer, paths.get(layer).size());
  }

  private static List<String> tensors(Group layer) {
    Attribute names = layer.getAttribute("weight_names");
    List<String> result = new ArrayList<>();
    if (names != null && names.getSize() > 0 && names.getData() instanceof String[] all) {
      for (String name : all) {
        result.add(layer.getPath() + name);
      }
    }
    return result;
  }

  /** Returns the description of the network in a whole model. */
  String config() throws BadInputException {
    Object data;
    try {
      Attribute config = hdf.getAttribute("model_config");
      data = config == null ? null : config.getData();
    } catch (RuntimeException | VirtualMachineError | AssertionError e) {
      throw damaged(file, e);
    }
    if (data instanceof String text) {
      return text;
    }
    throw new BadInputException(
        file + ": no model_config, wanted a model saved by Keras with its network");
  }

  /**
   * Returns the tensors of a layer.
   *
   * @param layer the layer's name
   * @param key what Keras 3.0 called its group, where the file does not tell names
   * @param count how many there must be
   */
  List<Tensor> of(String layer, String key, int count) throws BadInputException {
    List<String> found = paths.containsKey(layer) ? paths.get(layer) : paths.get(key);
    if (found == null || found.size() < count) {
      throw BadInputException.of(
          file,
          "weights of layer " + io.github.lenetcl.model.onnx.Node.quote(layer),
          found == null ? 0 : found.size(),
          count);
    }
    List<Tensor> tensors = new ArrayList<>();
    for (String path : found.subList(0, count)) {
      try {
        tensors.add(tensor(hdf.getDatasetByPath(path)));
      } catch (RuntimeException | VirtualMachineError | AssertionError e) {
        throw damaged(file, e);
      }
    }
    return tensors;
  }

  private Tensor tensor(Dataset data) {
    if (data.getSize() > MAX_VALUES) {
      throw new IllegalArgumentException(
          data.getPath() + ": " + data.getSize() + " values, wanted at most " + MAX_VALUES);
    }
    int[] sides = data.getDimensions();
    Object flat = data.getDataFlat();
    int length = Array.getLength(flat);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = ((Number) Array.get(flat, i)).floatValue();
    }
    return new Tensor(sides, values);
  }

  private static BadInputException damaged(String file, Throwable e) {
    return BadInputException.unreadable(file, "HDF5", e);
  }

  @Override
  public void close() {
    hdf.close();
  }
}
