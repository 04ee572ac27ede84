package io.github.lenetcl.data;

import io.github.lenetcl.data.ink.DigitImage;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Digits that the project draws for networks that meet other ink than MNIST's: by other hands and
 * pens, and any digits as a photograph shows them. The same on every machine.
 */
public final class DrawnDigits {
  private static final long HANDS = 2026;
  private static final long SCENES = 4052;

  private DrawnDigits() {}

  /**
   * Draws digits by the hands of people in and beyond America, with thin and thick pens, and as
   * printers have them.
   *
   * @param count 1 to {@value EmbeddedDigits#MOST}
   * @return so many digits of 28×28
   * @throws IllegalArgumentException if they are too few or too many
   */
  public static LabelledImages byOtherHands(int count) {
    if (count < 1 || count > EmbeddedDigits.MOST) {
      throw new IllegalArgumentException(count + " digits, wanted 1 to " + EmbeddedDigits.MOST);
    }
    int size = DigitImage.SIDE * DigitImage.SIDE;
    byte[] pixels = new byte[count * size];
    int[] labels = new int[count];
    IntStream.range(0, count)
        .parallel()
        .forEach(
            i -> {
              Dice dice = new Dice(HANDS, i);
              labels[i] = dice.below(10);
              double which = dice.uniform();
              Hand hand =
                  which < 0.25 ? Hand.OTHER_PENS : which < 0.75 ? Hand.ELSEWHERE : Hand.PRINTER;
              byte[] digit = DigitPainter.paint(labels[i], dice, hand);
              System.arraycopy(digit, 0, pixels, i * size, size);
            });
    return new LabelledImages(DigitImage.SIDE, DigitImage.SIDE, pixels, labels, DataSets.digits());
  }

  /**
   * Shows digits as photographs and scans do, on paper, in boxes, beside others, out of focus, and
   * finds them there as {@link DigitImage} does.
   *
   * @param digits digits of 28×28
   * @param count how many pictures of them, evenly of all, at most {@value EmbeddedDigits#MOST}
   * @param seed another seed gives other pictures
   * @return as many digits of 28×28
   * @throws IllegalArgumentException if the digits are of another size, or so many are not wanted
   */
  public static LabelledImages photographed(LabelledImages digits, int count, long seed) {
    int size = DigitImage.SIDE * DigitImage.SIDE;
    if (digits.height() != DigitImage.SIDE || digits.width() != DigitImage.SIDE) {
      throw new IllegalArgumentException(
          "digits of %d×%d, wanted 28×28".formatted(digits.height(), digits.width()));
    }
    if (count < 1 || count > EmbeddedDigits.MOST) {
      throw new IllegalArgumentException(
          "%d pictures, wanted 1 to %d".formatted(count, EmbeddedDigits.MOST));
    }
    byte[] pixels = new byte[count * size];
    int[] labels = new int[count];
    IntStream.range(0, count)
        .parallel()
        .forEach(
            i -> {
              int index = (int) ((long) i * digits.count() / count);
              Dice dice = new Dice(SCENES + seed, i);
              Optional<byte[]> found = DigitImage.normalise(Scene.of(digits, index, dice));
              labels[i] = digits.label(index);
              System.arraycopy(found.orElse(digits.image(index)), 0, pixels, i * size, size);
            });
    return new LabelledImages(DigitImage.SIDE, DigitImage.SIDE, pixels, labels, digits.classes());
  }
}
