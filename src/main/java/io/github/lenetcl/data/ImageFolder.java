package io.github.lenetcl.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.io.FilenameUtils;

/**
 * A folder with a folder of pictures for each class, or two such, {@code train} and {@code test}.
 */
final class ImageFolder {
  private static final int SIDE = DigitImage.SIDE;

  /** Grey pictures of 28×28 are taken as they are if this part of them is normalised. */
  private static final double NORMALISED = 0.9;

  private static final System.Logger LOG = System.getLogger(ImageFolder.class.getName());

  private ImageFolder() {}

  /** The data in the folder, if it has folders in it. */
  static Optional<DataSplit> read(Path folder) throws IOException {
    Path training = folder.resolve("train");
    Path test = folder.resolve("test");
    if (Files.isDirectory(training)) {
      List<String> classes = classes(training);
      if (classes.isEmpty()) {
        throw BadInputException.of(training, "content", "no folders", "a folder for each class");
      }
      LabelledImages trainingSet = read(training, classes);
      return Optional.of(
          new DataSplit(
              trainingSet,
              Files.isDirectory(test) ? Optional.of(readTest(test, classes)) : Optional.empty()));
    }
    List<String> classes = classes(folder);
    return classes.isEmpty()
        ? Optional.empty()
        : Optional.of(new DataSplit(read(folder, classes), Optional.empty()));
  }

  private static List<String> classes(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(Files::isDirectory)
          .map(entry -> entry.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    }
  }

  private static LabelledImages readTest(Path folder, List<String> classes) throws IOException {
    for (String name : classes(folder)) {
      if (!classes.contains(name)) {
        throw BadInputException.of(
            folder.resolve(name), "class", name, "one of the training set's: " + classes);
      }
    }
    return read(folder, classes);
  }

  private static LabelledImages read(Path folder, List<String> classes) throws IOException {
    List<Sample> samples = samples(folder, classes);
    List<Seen> seen;
    try {
      seen = samples.parallelStream().map(Sample::look).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    // Of a set of normalised digits a few miss the box: the set is judged, not each of them.
    long small = seen.stream().filter(each -> each.small.isPresent()).count();
    long normalised = seen.stream().filter(Seen::isNormalised).count();
    boolean asTheyAre = normalised >= NORMALISED * small;
    List<Optional<byte[]>> digits =
        seen.parallelStream().map(each -> each.digit(asTheyAre)).toList();
    return together(folder, classes, seen, digits);
  }

  private static LabelledImages together(
      Path folder, List<String> classes, List<Seen> seen, List<Optional<byte[]>> digits)
      throws IOException {
    int size = SIDE * SIDE;
    int[] found =
        IntStream.range(0, digits.size()).filter(i -> digits.get(i).isPresent()).toArray();
    if (found.length < digits.size()) {
      String first =
          IntStream.range(0, digits.size())
              .filter(i -> digits.get(i).isEmpty())
              .mapToObj(i -> seen.get(i).why())
              .findFirst()
              .orElseThrow();
      int left = digits.size() - found.length;
      if (found.length == 0) {
        throw new BadInputException(first + "; no picture of " + folder + " holds a digit");
      }
      LOG.log(
          System.Logger.Level.WARNING,
          left
              + " of "
              + digits.size()
              + " pictures of "
              + folder
              + " left out, the first: "
              + first);
    }
    byte[] pixels = new byte[Math.multiplyExact(found.length, size)];
    int[] labels = new int[found.length];
    for (int i = 0; i < found.length; i++) {
      System.arraycopy(digits.get(found[i]).orElseThrow(), 0, pixels, i * size, size);
      labels[i] = seen.get(found[i]).sample.label;
    }
    return new LabelledImages(SIDE, SIDE, pixels, labels, classes);
  }

  /** The first picture of every class, then the second of every class: any beginning is mixed. */
  private static List<Sample> samples(Path folder, List<String> classes) throws IOException {
    record Numbered(int number, Sample sample) {}
    List<Numbered> samples = new ArrayList<>();
    for (int label = 0; label < classes.size(); label++) {
      Path classFolder = folder.resolve(classes.get(label));
      if (!Files.isDirectory(classFolder)) {
        continue;
      }
      List<Path> pictures = pictures(classFolder);
      for (int i = 0; i < pictures.size(); i++) {
        samples.add(new Numbered(i, new Sample(pictures.get(i), label)));
      }
    }
    return samples.stream()
        .sorted(Comparator.comparingInt(Numbered::number))
        .map(Numbered::sample)
        .toList();
  }

  private static List<Path> pictures(Path folder) throws IOException {
    List<Path> pictures;
    try (Stream<Path> files = Files.list(folder)) {
      pictures =
          files.filter(Files::isRegularFile).filter(ImageFolder::isPicture).sorted().toList();
    }
    if (pictures.isEmpty()) {
      throw BadInputException.of(folder, "content", "no pictures", PictureFormat.ALL + " files");
    }
    return pictures;
  }

  /** By name, so that damaged ones are told of, or by content. */
  private static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.startsWith(".")) {
      return false;
    }
    try {
      return FilenameUtils.isExtension(name, "png", "jpg", "jpeg") || Pictures.isPicture(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A picture with its class. */
  private record Sample(Path file, int label) {

    /** Reads it: a small grey picture is kept as it is until its set is judged. */
    Seen look() {
      try {
        BufferedImage picture = Pictures.read(file);
        if (picture.getWidth() == SIDE && picture.getHeight() == SIDE) {
          Pixels pixels = Pixels.of(picture);
          if (pixels.isGrey()) {
            return new Seen(
                this, Optional.of(pixels.channel(0)), Optional.empty(), file + ": blank");
          }
        }
        return new Seen(this, Optional.empty(), DigitImage.normalise(picture), file + ": blank");
      } catch (BadInputException e) {
        return new Seen(this, Optional.empty(), Optional.empty(), e.getMessage());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * What was seen in a picture's file.
   *
   * @param small a grey picture of 28×28, row by row
   * @param found the digit found in any other
   * @param why why there is none, where there is none
   */
  private record Seen(Sample sample, Optional<byte[]> small, Optional<byte[]> found, String why) {

    boolean isNormalised() {
      return small.isPresent() && DigitImage.isNormalised(small.get());
    }

    Optional<byte[]> digit(boolean asItIs) {
      if (small.isEmpty() || asItIs) {
        return small.isEmpty() ? found : small;
      }
      BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
      picture.getRaster().setDataElements(0, 0, SIDE, SIDE, small.get());
      return DigitImage.normalise(picture);
    }
  }
}
