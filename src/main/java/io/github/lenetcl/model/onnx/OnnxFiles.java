package io.github.lenetcl.model.onnx;

import io.github.lenetcl.data.AtomicFile;
import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.ModelMetadata;
import io.github.lenetcl.model.Provenance;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Saves models as ONNX files and loads them; the package's page says what such a file holds. */
public final class OnnxFiles {

  /** The most bytes of a file that is read. */
  private static final long MAX_BYTES = 1L << 27;

  /** The most outputs, each of which gets a name: as many as our own files may have. */
  private static final int MAX_CLASSES = 1 << 17;

  private static final long OPERATOR_SET = 13;
  private static final long OLDEST_OPERATOR_SET = 7;
  private static final long NEWEST_OPERATOR_SET = 25;

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
    byte[] bytes = OnnxEncoder.encode(encode(model));
    AtomicFile.write(file, out -> out.write(bytes));
  }

  private static OnnxModel encode(Model model) {
    Map<String, String> strings = new HashMap<>(ModelMetadata.withoutNetwork(model));
    strings.putAll(ScalingStrings.of(model.scaling()));
    Graph graph = NetworkWriter.write(model.network(), model.parameters());
    return new OnnxModel("lenet-cl", OPERATOR_SET, graph, strings);
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
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(file + ": no such file");
    }
    long size = Files.size(file);
    if (size > MAX_BYTES) {
      throw BadInputException.of(file, "size", size + " bytes", "at most " + MAX_BYTES);
    }
    return load(file.toString(), ByteBuffer.wrap(Files.readAllBytes(file)));
  }

  /**
   * {@return the model of the bytes of an ONNX file}
   *
   * @param file the file's name, for messages
   * @param bytes its content
   */
  static Model load(String file, ByteBuffer bytes) throws BadInputException {
    if (bytes.remaining() > Long.BYTES && bytes.get(bytes.position() + Long.BYTES) == '{') {
      throw new BadInputException(
          file + ": a safetensors file, which needs no import, wanted an ONNX model");
    }
    OnnxModel onnx = OnnxDecoder.decode(file, bytes);
    long set = onnx.operatorSet();
    if (set < OLDEST_OPERATOR_SET || set > NEWEST_OPERATOR_SET) {
      throw BadInputException.of(
          file,
          "operator set",
          set,
          "one from " + OLDEST_OPERATOR_SET + " to " + NEWEST_OPERATOR_SET);
    }
    boolean ours = onnx.metadata().containsKey(ModelMetadata.FORMAT);
    Layers layers = NetworkReader.read(file, onnx, ours);
    try {
      Network network = layers.network();
      return ours ? ours(file, onnx, network, layers) : foreign(onnx, network, layers);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new BadInputException(file + ": " + Node.line(e.getMessage()), e);
    }
  }

  private static Model ours(String file, OnnxModel onnx, Network network, Layers layers)
      throws BadInputException {
    ModelMetadata strings = new ModelMetadata(file, onnx.metadata());
    strings.requireFormat();
    Scaling scaling = ScalingStrings.read(file, strings.scaling(), onnx.metadata());
    return new Model(
        network, layers.parameters(), strings.classes(), scaling, strings.provenance());
  }

  private static Model foreign(OnnxModel onnx, Network network, Layers layers) {
    if (network.classes() > MAX_CLASSES) {
      throw new IllegalArgumentException(
          network.classes() + " outputs, wanted at most " + MAX_CLASSES);
    }
    List<String> classes =
        IntStream.range(0, network.classes()).mapToObj(Integer::toString).toList();
    Provenance provenance = Provenance.unknown().withNote("imported", "ONNX, " + producer(onnx));
    return new Model(network, layers.parameters(), classes, Scaling.unit(), provenance);
  }

  private static String producer(OnnxModel onnx) {
    return onnx.producer().isEmpty() ? "of an unknown program" : "of " + onnx.producer();
  }
}
