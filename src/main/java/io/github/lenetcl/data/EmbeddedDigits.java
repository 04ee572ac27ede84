package io.github.lenetcl.data;

import io.github.lenetcl.data.ink.DigitImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * The digits that the project draws itself: a small data set for a start without a download and for
 * tests, in the form of MNIST's. It is made once and kept; {@link #write} makes it again, equal to
 * the last bit on every machine.
 */
public final class EmbeddedDigits {
  private static final int TRAINING = 4000;
  private static final int TEST = 1000;
  private static final long SEED = 1998;

  /** More than this are not drawn at once. */
  public static final int MOST = 1_000_000;

  private EmbeddedDigits() {}

  /**
   * Draws the training set.
   *
   * @return 4,000 digits of 28×28
   */
  public static LabelledImages training() {
    return training(TRAINING);
  }

  /**
   * Draws as many digits to train on as are wanted: the training set, and beyond it others of the
   * same hand.
   *
   * @param count 1 to {@value #MOST}
   * @return so many digits of 28×28, none of them in the test set
   * @throws IllegalArgumentException if they are too few or too many
   */
  public static LabelledImages training(int count) {
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException(count + " digits, wanted 1 to " + MOST);
    }
    LabelledImages first = draw(0, Math.min(count, TRAINING));
    return count > TRAINING ? first.with(draw(TRAINING + TEST, count - TRAINING)) : first;
  }

  /**
   * Draws the test set.
   *
   * @return 1,000 digits of 28×28, none of them in the training set
   */
  public static LabelledImages test() {
    return draw(TRAINING, TEST);
  }

  /**
   * Draws both sets and writes them under MNIST's names.
   *
   * @param folder where the four gzip files go
   * @throws IOException if a file cannot be written
   */
  public static void write(Path folder) throws IOException {
    write(folder, "train", training());
    write(folder, "t10k", test());
  }

  private static void write(Path folder, String part, LabelledImages set) throws IOException {
    Idx.writeImages(folder.resolve(part + "-images-idx3-ubyte.gz"), set);
    Idx.writeLabels(folder.resolve(part + "-labels-idx1-ubyte.gz"), set);
  }

  private static LabelledImages draw(int from, int count) {
    int size = DigitImage.SIDE * DigitImage.SIDE;
    byte[] pixels = new byte[count * size];
    int[] labels = new int[count];
    IntStream.range(0, count)
        .parallel()
        .forEach(
            i -> {
              Dice dice = new Dice(SEED, from + i);
              labels[i] = dice.below(10);
              byte[] digit = DigitPainter.paint(labels[i], dice);
              System.arraycopy(digit, 0, pixels, i * size, size);
            });
    return new LabelledImages(DigitImage.SIDE, DigitImage.SIDE, pixels, labels, DataSets.digits());
  }
}
