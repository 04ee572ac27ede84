package io.github.lenetcl.spark;

import io.github.lenetcl.data.BadInputException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;

/** Files in whatever storage Spark reaches. */
public final class Storage {

  /** No picture and no model is larger. */
  private static final int MOST_BYTES = 256 << 20;

  /** It takes long to make one. */
  private static final Map<SparkConf, Configuration> CONFIGURATIONS =
      Collections.synchronizedMap(new WeakHashMap<>());

  private Storage() {}

  /** {@return how this process reaches storage, at the driver as in a task} */
  public static Configuration configuration() {
    SparkEnv env = SparkEnv.get();
    return env == null
        ? SparkHadoopUtil.get().conf()
        : CONFIGURATIONS.computeIfAbsent(env.conf(), SparkHadoopUtil.get()::newConfiguration);
  }

  /**
   * {@return all bytes of a file}
   *
   * @param name its path
   * @throws BadInputException if there is no such file, or it is too large
   * @throws IOException if it cannot be read
   */
  public static byte[] read(String name) throws IOException {
    Path path = new Path(name);
    FileSystem files = path.getFileSystem(configuration());
    try (FSDataInputStream in = files.open(path)) {
      byte[] bytes = in.readNBytes(MOST_BYTES);
      if (bytes.length == MOST_BYTES && in.read() >= 0) {
        throw BadInputException.of(path, "size", "more", "at most " + MOST_BYTES + " bytes");
      }
      return bytes;
    } catch (FileNotFoundException e) {
      throw new BadInputException(path + ": no such file", e);
    }
  }
}
