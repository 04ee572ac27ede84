package io.github.lenetcl.model.onnx;

import io.github.lenetcl.data.AtomicFile;
import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.ModelMetadata;
import io.github.lenetcl.model.Provenance;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.Softmax;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Saves models as ONNX files and loads them; the package's page says what such a file holds. */
public final class OnnxFiles {

  /** The most bytes of a file that is read. */
  private static final long MAX_BYTES = 1L << 27;

  /** The most outputs, each of which gets a name: as many as our own files may have. */
  private static final int MAX_CLASSES = 1 << 17;

  private static final long OPERATOR_SET = 13;
  private static final long OLDEST_OPERATOR_SET = 5;
  private static final long NEWEST_OPERATOR_SET = 28;

  private OnnxFiles() {}

  /**
   * Saves a model, beside the file first and moved into place when it is whole.
   *
   * @param file the file
   * @param model the model
   * @throws IOException if it cannot be written; an old file is untouched then
   * @throws IllegalArgumentException naming a layer that ONNX cannot say
   */
  public static void save(Path file, Model model) throws IOException {
    save(file, model, false);
  }

  /**
   * Saves a model as {@link #save(Path, Model)} does, with a choice of outputs.
   *
   * @param file the file
   * @param model the model
   * @param scores whether penalties, of which the smallest wins, are written with their signs
   *     turned, for those who take the largest
   * @throws IOException if it cannot be written; an old file is untouched then
   * @throws IllegalArgumentException naming a layer that ONNX cannot say
   */
  public static void save(Path file, Model model, boolean scores) throws IOException {
    byte[] bytes = OnnxEncoder.encode(encode(model, scores));
    AtomicFile.write(file, out -> out.write(bytes));
  }

  private static OnnxModel encode(Model model, boolean scores) {
    Map<String, String> strings = new HashMap<>(ModelMetadata.withoutNetwork(model));
    strings.putAll(ScalingStrings.of(model.scaling()));
    strings.put("output", meaning(model.network(), scores));
    strings.put(
        "pictures",
        "grey, ink light (255) on dark (0); a digit centred by its mass in 28x28 as MNIST's are,"
            + " then in the input; levels scaled as scaling.* say");
    Graph graph =
        scores
            ? NetworkWriter.writeScores(model.network(), model.parameters())
            : NetworkWriter.write(model.network(), model.parameters());
    return new OnnxModel("lenet-cl", OPERATOR_SET, graph, strings);
  }

  private static String meaning(Network network, boolean scores) {
    if (network.centers().isPresent() && !scores) {
      return "penalties, the smallest wins";
    }
    boolean soft = network.layers().get(network.layers().size() - 1) instanceof Softmax;
    return soft ? "probabilities, the largest wins" : "scores, the largest wins";
  }

  /**
   * {@return the model of an ONNX file} What a file does not tell that we have not written: classes
   * are numbered from 0, and grey levels are scaled to 0 … 1.
   *
   * @param file the file
   * @throws BadInputException if it is none, or names the operator that is none of our layers
   * @throws IOException if it cannot be read
   */
  public static Model load(Path file) throws IOException {
    return load(file, Optional.empty());
  }

  /**
   * {@return the model of an ONNX file} as {@link #load(Path)} has it, but for the scaling.
   *
   * @param file the file
   * @param scaling how grey levels become what the file's input takes; where the graph itself
   *     begins with a factor and a shift, the model's scaling is both
   * @throws BadInputException if it is none, or names the operators that are none of our layers
   * @throws IOException if it cannot be read
   */
  public static Model load(Path file, Optional<Scaling.Levels> scaling) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(file + ": no such file");
    }
    long size = Files.size(file);
    if (size > MAX_BYTES) {
      throw BadInputException.of(file, "size", size + " bytes", "at most " + MAX_BYTES);
    }
    return read(
        file.toString(),
        ByteBuffer.wrap(Files.readAllBytes(file)),
        ExternalValues.beside(file, MAX_BYTES),
        scaling);
  }

  /**
   * {@return the model of the bytes of an ONNX file}
   *
   * @param file the file's name, for messages
   * @param bytes its content
   */
  static Model load(String file, ByteBuffer bytes) throws BadInputException {
    return read(file, bytes, ExternalValues.none(), Optional.empty());
  }

  private static Model read(
      String file, ByteBuffer bytes, ExternalValues others, Optional<Scaling.Levels> scaling)
      throws BadInputException {
    if (bytes.remaining() > Long.BYTES && bytes.get(bytes.position() + Long.BYTES) == '{') {
      throw new BadInputException(
          file + ": a safetensors file, which needs no import, wanted an ONNX model");
    }
    return read(file, OnnxDecoder.decode(file, bytes, others), scaling);
  }

  /** Returns the model of a graph, whoever wrote it. */
  static Model read(String file, OnnxModel onnx, Optional<Scaling.Levels> scaling)
      throws BadInputException {
    long set = onnx.operatorSet();
    SortedGraph graph = SortedGraph.of(file, onnx.graph());
    graph.requireOurs(file, new Folding(set, 0));
    if (set < OLDEST_OPERATOR_SET) {
      throw BadInputException.of(
          file, "operator set", set, OLDEST_OPERATOR_SET + " or a later one");
    }
    Value input = GraphEnds.input(file, onnx.graph(), graph);
    Optional<BadInputException> first = Optional.empty();
    for (GraphInput reading : GraphEnds.readings(file, input)) {
      try {
        return read(file, onnx, graph, reading, input.type(), scaling);
      } catch (BadInputException e) {
        first = first.or(() -> Optional.of(e));
      }
    }
    throw first.orElseThrow();
  }

  private static Model read(
      String file,
      OnnxModel onnx,
      SortedGraph graph,
      GraphInput input,
      long type,
      Optional<Scaling.Levels> scaling)
      throws BadInputException {
    Set<String> notes = new LinkedHashSet<>();
    if (onnx.operatorSet() > NEWEST_OPERATOR_SET) {
      notes.add(
          "operator set %d is newer than %d, the newest known: its operators are taken as they were"
              .formatted(onnx.operatorSet(), NEWEST_OPERATOR_SET));
    }
    Step last = GraphReader.read(file, onnx, graph, input, notes).step();
    try {
      Layers layers = Layers.of(input.shape(), last, onnx.isOurs());
      Network network = layers.network();
      return onnx.isOurs()
          ? ours(file, onnx, network, layers, scaling)
          : foreign(
              onnx, graph, network, layers, InputScaling.of(layers.first(), type, scaling), notes);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new BadInputException(file + ": " + Node.line(String.valueOf(e.getMessage())), e);
    }
  }

  private static Model ours(
      String file, OnnxModel onnx, Network network, Layers layers, Optional<Scaling.Levels> wanted)
      throws BadInputException {
    ModelMetadata strings = new ModelMetadata(file, onnx.metadata());
    strings.requireFormat();
    Scaling scaling = ScalingStrings.read(file, strings.scaling(), onnx.metadata());
    return new Model(
        network,
        layers.parameters(),
        strings.classes(),
        wanted.<Scaling>map(levels -> levels).orElse(scaling),
        strings.provenance());
  }

  private static Model foreign(
      OnnxModel onnx,
      SortedGraph graph,
      Network network,
      Layers layers,
      Scaling scaling,
      Set<String> notes) {
    if (network.classes() > MAX_CLASSES) {
      throw new IllegalArgumentException(
          network.classes() + " outputs, wanted at most " + MAX_CLASSES);
    }
    List<String> classes =
        ClassNames.of(onnx.graph(), graph, network.classes())
            .orElseGet(() -> LabelledImages.numbered(network.classes()));
    Provenance provenance = Provenance.unknown().withNote("imported", "ONNX, " + producer(onnx));
    if (!notes.isEmpty()) {
      provenance = provenance.withNote("import", String.join("; ", notes));
    }
    return new Model(network, layers.parameters(), classes, scaling, provenance);
  }

  private static String producer(OnnxModel onnx) {
    return onnx.producer().isEmpty() ? "of an unknown program" : "of " + onnx.producer();
  }
}
