package io.github.lenetcl.spark;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Models;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Where executors get a model from. The driver takes the digest of its bytes; an executor that
 * finds others refuses them, so that all parts of an answer come from the same model.
 *
 * <p>Two sources are equal if their models are, byte for byte.
 */
public final class ModelSource implements Serializable {

  private static final long serialVersionUID = 1L;

  /** What stands before the digest that a name or path may end with. */
  private static final String WANTED = "#sha256=";

  /** What messages call it. */
  private final String name;

  /** The SHA-256 of the file. */
  private final String digest;

  /** The way to the file. */
  private final Bytes bytes;

  /** A way to the bytes of a model file. */
  private interface Bytes extends Serializable {
    byte[] get() throws IOException;
  }

  private ModelSource(String name, String digest, Bytes bytes) {
    this.name = name;
    this.digest = digest;
    this.bytes = bytes;
  }

  /**
   * {@return a model that comes with the library, read by each executor from its own jar}
   *
   * @param name one of {@link Models#BUNDLED}
   * @throws IOException if there is none of that name
   */
  public static ModelSource bundled(String name) throws IOException {
    return read("bundled model " + name, () -> Models.bundledFile(name));
  }

  /**
   * {@return a model file that each executor reads itself}
   *
   * @param path a path that is the same file everywhere: any that Hadoop's file systems know
   * @throws IOException if it cannot be read here
   */
  public static ModelSource path(String path) throws IOException {
    return read(path, () -> Storage.read(path));
  }

  /**
   * {@return a model file that the driver reads and sends to the executors}
   *
   * @param context where to
   * @param path its path: any that Hadoop's file systems know, or a file of the driver's machine
   * @throws IOException if it cannot be read
   */
  public static ModelSource broadcast(SparkContext context, String path) throws IOException {
    return broadcast(context, path, Storage.read(path));
  }

  /**
   * {@return the bytes of a model file, sent to the executors}
   *
   * @param context where to
   * @param name what messages call it
   * @param file its bytes
   */
  public static ModelSource broadcast(SparkContext context, String name, byte[] file) {
    Broadcast<byte[]> sent = JavaSparkContext.fromSparkContext(context).broadcast(file);
    return new ModelSource(name, Digests.sha256(file), sent::value);
  }

  /**
   * {@return the model that a setting names: one that comes with the library, or a file, which the
   * driver reads and sends} A name or path may end with {@code #sha256=} and the digest that is
   * wanted.
   *
   * @param context where to send it
   * @param setting the name or path
   * @throws IOException if it cannot be read, or its digest is another one
   */
  public static ModelSource named(SparkContext context, String setting) throws IOException {
    int at = setting.lastIndexOf(WANTED);
    String name = at < 0 ? setting : setting.substring(0, at);
    ModelSource found =
        Models.BUNDLED.contains(name) ? bundled(name) : SentModels.broadcast(context, name);
    return at < 0 ? found : found.require(setting.substring(at + WANTED.length()));
  }

  private static ModelSource read(String name, Bytes bytes) throws IOException {
    return new ModelSource(name, Digests.sha256(bytes.get()), bytes);
  }

  /**
   * {@return this}
   *
   * @param wanted the digest that it must have, as {@code sha256sum} prints it
   * @throws BadInputException if it has another one
   */
  public ModelSource require(String wanted) throws BadInputException {
    if (!digest.equalsIgnoreCase(wanted)) {
      throw BadInputException.of(name, "SHA-256", digest, wanted);
    }
    return this;
  }

  /** {@return what messages call it} */
  public String name() {
    return name;
  }

  /** {@return the SHA-256 of the model file, in hexadecimal} */
  public String digest() {
    return digest;
  }

  /**
   * {@return the model}
   *
   * @throws IOException if it cannot be read here, or is another one here than at the driver
   */
  public Model load() throws IOException {
    byte[] file = bytes.get();
    String found = Digests.sha256(file);
    if (!found.equals(digest)) {
      throw BadInputException.of(name, "SHA-256 here", found, digest + ", the driver's");
    }
    return Models.load(new ByteArrayInputStream(file), name);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ModelSource that && digest.equals(that.digest);
  }

  @Override
  public int hashCode() {
    return digest.hashCode();
  }

  @Override
  public String toString() {
    return name + " (SHA-256 " + digest.substring(0, 12) + "…)";
  }
}
