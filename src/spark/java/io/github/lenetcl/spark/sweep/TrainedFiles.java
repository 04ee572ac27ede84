package io.github.lenetcl.spark.sweep;

import io.github.lenetcl.data.AtomicFile;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What came of a training, on its way to the driver.
 *
 * @param name its name
 * @param device what it ran on
 * @param seconds how long it took
 * @param files its files, by their names
 */
record TrainedFiles(String name, String device, double seconds, Map<String, byte[]> files)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final Comparator<String> CHECKPOINTS_LAST =
      Comparator.comparing(file -> file.endsWith(".safetensors"));

  /**
   * Keeps them where the experiment looks for them.
   *
   * @param folder the folder of its results
   * @throws IOException if they cannot be written
   */
  void write(Path folder) throws IOException {
    Path runs = Files.createDirectories(folder.resolve("runs"));
    // The checkpoint last: who finds it finds all.
    List<String> names = files.keySet().stream().sorted(CHECKPOINTS_LAST).toList();
    for (String file : names) {
      AtomicFile.write(runs.resolve(file), out -> out.write(files.get(file)));
    }
  }
}
