package io.github.lenetcl.model.onnx;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.model.ForeignWeights;
import io.github.lenetcl.model.KerasConfig;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.network.Scaling;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Models of Keras: {@code .keras} files of Keras 3 and whole models in HDF5 of Keras 2 and 3, whose
 * layers stand one behind the other. They are read as the ONNX graph that they would be exported
 * as.
 */
public final class KerasFiles {

  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F'};
  private static final String WEIGHTS = "model.weights.h5";
  private static final int MAX_CONFIG = 1 << 24;
  private static final int MAX_WEIGHTS = 1 << 29;

  private KerasFiles() {}

  /**
   * {@return whether a file may be one of Keras: a zip archive or HDF5}
   *
   * @param file the file
   * @throws IOException if it cannot be read
   */
  public static boolean isOne(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(4);
      return Arrays.equals(start, ZIP) || Arrays.equals(start, HDF5);
    }
  }

  /**
   * {@return the model of a file} Classes are numbered from 0.
   *
   * @param file the file
   * @param scaling how grey levels become what the file's input takes; 0 … 1 where nothing is said
   * @throws BadInputException if it is damaged, or names what is no layer of ours
   * @throws IOException if it cannot be read
   */
  public static Model load(Path file, Optional<Scaling.Levels> scaling) throws IOException {
    String name = file.toString();
    OnnxModel model;
    try (InputStream in = Files.newInputStream(file)) {
      model = in.read() == ZIP[0] ? zipped(file) : whole(file);
    }
    return OnnxFiles.read(name, model, scaling);
  }

  /**
   * {@return the weights of a file, whatever it says of their network}
   *
   * @param file weights that Keras saved alone, or a model
   * @throws BadInputException if it is damaged, or has weights of layers that are none of ours
   * @throws IOException if it cannot be read
   */
  public static ForeignWeights weights(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.read() == ZIP[0] ? entry(file, WEIGHTS, MAX_WEIGHTS) : bytes(file);
    }
    try (KerasWeights values = KerasWeights.alone(file.toString(), bytes)) {
      return KerasTensors.of(file.toString(), values);
    }
  }

  private static OnnxModel zipped(Path file) throws IOException {
    String config = new String(entry(file, "config.json", MAX_CONFIG), StandardCharsets.UTF_8);
    byte[] weights = entry(file, WEIGHTS, MAX_WEIGHTS);
    try (KerasWeights values = KerasWeights.ofZip(file.toString(), weights)) {
      return KerasGraph.of(KerasConfig.parse(file.toString(), config), values);
    }
  }

  private static byte[] entry(Path file, String name, int most) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return entry(file, zip, name, most);
    } catch (EOFException e) {
      throw new BadInputException(file + ": damaged zip archive (it ends too early)", e);
    } catch (ZipException e) {
      throw new BadInputException(file + ": damaged zip archive (" + e.getMessage() + ")", e);
    }
  }

  private static byte[] entry(Path file, ZipFile zip, String name, int most) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new BadInputException(
          file + ": a zip archive without " + name + ", wanted a .keras file");
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(most);
      if (in.read() >= 0) {
        throw BadInputException.of(
            file.toString(), "size of " + name, "more", "at most " + most + " bytes");
      }
      return bytes;
    }
  }

  private static OnnxModel whole(Path file) throws IOException {
    try (KerasWeights values = KerasWeights.ofModel(file.toString(), bytes(file))) {
      return KerasGraph.of(KerasConfig.parse(file.toString(), values.config()), values);
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    long size = Files.size(file);
    if (size > MAX_WEIGHTS) {
      throw BadInputException.of(
          file.toString(), "size", size + " bytes", "at most " + MAX_WEIGHTS);
    }
    return Files.readAllBytes(file);
  }
}
