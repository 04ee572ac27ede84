package io.github.lenetcl.spark.sweep;

import java.io.Serializable;
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
}
