package io.github.lenetcl.spark;

import io.github.lenetcl.reading.LineReader;
import java.io.IOException;
import java.io.Serializable;

/**
 * What executors recognise with.
 *
 * @param device the device, by the words of {@link io.github.lenetcl.compute.Backends}; {@code
 *     auto} is the GPU that Spark assigns to a task, and the CPU where it assigns none
 * @param pictures the model of single digits in pictures
 * @param images the model of single digits that are normalised: those of IDX files
 * @param lines the model of lines
 * @param looks how often to look at a line that stays in doubt, 1 to {@value LineReader#MOST_LOOKS}
 */
public record RecogniserSettings(
    String device, ModelSource pictures, ModelSource images, ModelSource lines, int looks)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Checks the looks. */
  public RecogniserSettings {
    if (looks < 1 || looks > LineReader.MOST_LOOKS) {
      throw new IllegalArgumentException(
          "looks %d, wanted 1 to %d".formatted(looks, LineReader.MOST_LOOKS));
    }
  }

  /**
   * {@return the models that the command {@code lenet} takes where none is named, as many looks as
   * it takes, and device {@code auto}}
   *
   * @throws IOException if a model cannot be read
   */
  public static RecogniserSettings standard() throws IOException {
    return new RecogniserSettings(
        "auto",
        ModelSource.bundled("ink"),
        ModelSource.bundled("best"),
        ModelSource.bundled("graph"),
        LineReader.MOST_LOOKS);
  }

  /**
   * {@return this on another device}
   *
   * @param other its name
   */
  public RecogniserSettings withDevice(String other) {
    return new RecogniserSettings(other, pictures, images, lines, looks);
  }

  /**
   * {@return this with another model of single digits, in pictures and in IDX files alike}
   *
   * @param model the model
   */
  public RecogniserSettings withDigits(ModelSource model) {
    return new RecogniserSettings(device, model, model, lines, looks);
  }

  /**
   * {@return this with another model of lines}
   *
   * @param model the model
   */
  public RecogniserSettings withLines(ModelSource model) {
    return new RecogniserSettings(device, pictures, images, model, looks);
  }

  /**
   * {@return this with so many looks}
   *
   * @param count how many, 1 to {@value LineReader#MOST_LOOKS}
   */
  public RecogniserSettings withLooks(int count) {
    return new RecogniserSettings(device, pictures, images, lines, count);
  }
}
