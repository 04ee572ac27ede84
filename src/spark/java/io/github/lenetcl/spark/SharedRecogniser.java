package io.github.lenetcl.spark;

import io.github.lenetcl.spark.batching.BatchFunction;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Recognises pictures in the tasks of a Spark job. It holds no device and may be serialised: it
 * finds the recogniser of the process that it is in, or opens it. All tasks of an executor share
 * one, and it is closed with the executor.
 *
 * <pre>{@code
 * SharedRecogniser digits = SharedRecogniser.of(RecogniserSettings.standard());
 * Dataset<String> texts =
 *     pictures.mapPartitions(
 *         (MapPartitionsFunction<byte[], String>) rows -> ... digits.classify(batch) ...,
 *         Encoders.STRING());
 * }</pre>
 *
 * <p>Safe to use from many threads. A picture that cannot be read is an answer with a reason, and
 * never keeps others from being read.
 */
public final class SharedRecogniser implements Serializable {

  private static final long serialVersionUID = 1L;

  /** How many pictures go well together: as many as are on a device in one pass. */
  public static final int BATCH = BatchFunction.BATCH;

  /** What is shared: those with the same settings. */
  private final RecogniserSettings settings;

  private SharedRecogniser(RecogniserSettings settings) {
    this.settings = Objects.requireNonNull(settings, "settings");
  }

  /**
   * {@return a recogniser}
   *
   * @param settings the models and the device
   */
  public static SharedRecogniser of(RecogniserSettings settings) {
    return new SharedRecogniser(settings);
  }

  /** {@return the models and the device} */
  public RecogniserSettings settings() {
    return settings;
  }

  /**
   * Classifies single digits, as {@code lenet classify} does.
   *
   * @param pictures picture files, or IDX files of one image each, which is taken as it is
   * @return an answer for each, in their order
   * @throws io.github.lenetcl.compute.DeviceException if the device failed
   */
  public List<DigitAnswer> classify(List<byte[]> pictures) {
    return Engines.of(settings).classify(pictures.stream().map(Picture::file).toList());
  }

  /**
   * Reads lines of digits, as {@code lenet read --line} does.
   *
   * @param pictures picture files, a line each
   * @param pattern what a line may say, a pattern or a name as {@code lenet read --pattern} takes
   *     them; nothing if it may say anything
   * @return an answer for each, in their order
   * @throws IllegalArgumentException if the pattern is none, or asks for what the model does not
   *     know
   * @throws io.github.lenetcl.compute.DeviceException if the device failed
   */
  public List<LineAnswer> read(List<byte[]> pictures, Optional<String> pattern) {
    return read(pictures, pattern, false).stream().map(lines -> lines.get(0)).toList();
  }

  /**
   * Reads pages: finds their rows and reads each, as {@code lenet read} does.
   *
   * @param pictures picture files, a page each
   * @param pattern what each row may say, as for {@link #read}
   * @return the rows of each page from its top, the pages in their order; a page that cannot be
   *     read or is blank has one, with the reason
   * @throws IllegalArgumentException if the pattern is none, or asks for what the model does not
   *     know
   * @throws io.github.lenetcl.compute.DeviceException if the device failed
   */
  public List<List<LineAnswer>> readPages(List<byte[]> pictures, Optional<String> pattern) {
    return read(pictures, pattern, true);
  }

  private List<List<LineAnswer>> read(
      List<byte[]> pictures, Optional<String> pattern, boolean paged) {
    List<Picture> files = pictures.stream().map(Picture::file).toList();
    return Engines.of(settings).read(files, pattern, paged);
  }

  /** {@return the device that a task gets here, and why: one line} */
  public String device() {
    return Engines.of(settings).reason();
  }

  /**
   * Closes every recogniser of this process. An executor does this when it ends; whoever stops a
   * Spark context and goes on without one may do it earlier. One that is used again is opened
   * again.
   */
  public static void closeAll() {
    Engines.closeAll();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SharedRecogniser that && settings.equals(that.settings);
  }

  @Override
  public int hashCode() {
    return settings.hashCode();
  }

  @Override
  public String toString() {
    return "recogniser of " + settings;
  }
}
