package io.github.lenetcl.training;

import io.github.lenetcl.data.AtomicFile;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Writes scalars for TensorBoard: a file of events in a folder, one event for each value and pass.
 * A run that is resumed writes another file, which TensorBoard joins to the first.
 *
 * <p>The file holds records (length, its check, an Event message of protocol buffers, its check);
 * the messages have no more than the few fields that scalars need.
 */
public final class EventFileLog implements TrainingListener {

  private static final Map<String, String> TAGS =
      Map.of(
          "loss", "loss/training",
          "training_error_percent", "error/training",
          "test_error_percent", "error/test",
          "validation_error_percent", "error/validation",
          "rate", "rate",
          "samples_per_second", "speed/samples_per_second",
          "seconds", "speed/seconds_of_pass");

  /** Fields of Event, Summary and Summary.Value, each with its wire type. */
  private static final int WALL_TIME = 1 << 3 | 1;

  private static final int STEP = 2 << 3;
  private static final int FILE_VERSION = 3 << 3 | 2;
  private static final int SUMMARY = 5 << 3 | 2;
  private static final int VALUE = 1 << 3 | 2;
  private static final int TAG = 1 << 3 | 2;
  private static final int SIMPLE_VALUE = 2 << 3 | 5;

  private final Path folder;
  private Path file;
  private TrainingRun run;

  /**
   * A log; nothing is written before the run begins.
   *
   * @param folder the folder, which is made where it is not there
   */
  public EventFileLog(Path folder) {
    this.folder = folder;
  }

  /**
   * {@inheritDoc}
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  @Override
  public void started(TrainingRun begun) {
    run = begun;
    try {
      Files.createDirectories(folder);
      long time = System.currentTimeMillis();
      // TensorBoard takes what has this word in its name, and the files of a folder by their names.
      file = folder.resolve("events.out.tfevents.%010d.%03d".formatted(time / 1000, time % 1000));
      Files.createFile(file);
      write(event(buffer -> text(buffer, FILE_VERSION, "brain.Event:2")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  @Override
  public void passFinished(PassResult result) {
    int total = run.trainingSamples();
    double rate = Rates.of(run.recipe(), result.pass(), total, total);
    PassColumns.of(result, rate).forEach((name, value) -> scalar(name, value, result.pass()));
  }

  private void scalar(String name, Optional<String> value, int pass) {
    String tag = TAGS.get(name);
    if (tag == null || value.isEmpty()) {
      return;
    }
    ByteBuffer scalar = buffer();
    text(scalar, TAG, tag);
    scalar.put((byte) SIMPLE_VALUE).putFloat(Float.parseFloat(value.get()));
    ByteBuffer summary = buffer();
    nested(summary, VALUE, scalar);
    try {
      write(
          event(
              buffer -> {
                buffer.put((byte) STEP);
                number(buffer, pass);
                nested(buffer, SUMMARY, summary);
              }));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fills a message. */
  private interface Fields {
    void put(ByteBuffer buffer);
  }

  private static byte[] event(Fields fields) {
    ByteBuffer buffer = buffer();
    buffer.put((byte) WALL_TIME).putDouble(System.currentTimeMillis() * 1e-3);
    fields.put(buffer);
    return content(buffer);
  }

  /** Messages here are shorter than this. */
  private static ByteBuffer buffer() {
    return ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] content(ByteBuffer buffer) {
    byte[] content = new byte[buffer.position()];
    buffer.flip().get(content);
    return content;
  }

  private static void nested(ByteBuffer buffer, int field, ByteBuffer message) {
    byte[] content = content(message);
    buffer.put((byte) field);
    number(buffer, content.length);
    buffer.put(content);
  }

  private static void text(ByteBuffer buffer, int field, String text) {
    nested(buffer, field, buffer().put(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Seven bits a byte, the low ones first. */
  private static void number(ByteBuffer buffer, int value) {
    int rest = value;
    while (rest >= 0x80) {
      buffer.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    buffer.put((byte) rest);
  }

  private void write(byte[] event) throws IOException {
    ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(event.length);
    // TensorBoard reads on in a file that grows, and would not see one that took its place.
    try (OutputStream out = AtomicFile.openInPlace(file);
        DataOutputStream data = new DataOutputStream(out)) {
      data.write(length.array());
      data.writeInt(Integer.reverseBytes(check(length.array())));
      data.write(event);
      data.writeInt(Integer.reverseBytes(check(event)));
    }
  }

  /** CRC-32C, turned and moved, so that a file in a file does not check by chance. */
  private static int check(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
  }
}
