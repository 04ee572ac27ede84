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

  private ImageFolder() {}

  /** The data in the folder, if it has folders in it. */
  static Optional<DataSplit> read(Path folder) throws IOException {
    Path training = part(folder, "train", List.of("train", "training"));
    Path test = part(folder, "test", List.of("test", "testing", "val", "valid", "validation"));
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

  /** Returns the folder of a part of the data, under one of its usual names in any case. */
  private static Path part(Path folder, String usual, List<String> names) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> found =
          entries
              .filter(Files::isDirectory)
              .filter(
                  entry -> names.contains(entry.getFileName().toString().toLowerCase(Locale.ROOT)))
              .sorted()
              .toList();
      return found.isEmpty() || found.contains(folder.resolve(usual))
          ? folder.resolve(usual)
          : found.get(0);
    }
  }

  private static List<String> classes(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(Files::isDirectory)
          .map(entry -> entry.getFileName().toString())
          // What archives of macOS bring along holds no classes.
          .filter(name -> !name.startsWith(".") && !name.equals("__MACOSX"))
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
    int size = SIDE * SIDE;
    byte[] pixels = new byte[Math.multiplyExact(samples.size(), size)];
    try {
      IntStream.range(0, samples.size())
          .parallel()
          .forEach(i -> System.arraycopy(samples.get(i).digit(), 0, pixels, i * size, size));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    int[] labels = samples.stream().mapToInt(Sample::label).toArray();
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
      throw BadInputException.of(folder, "content", "no pictures", "PNG or JPEG files");
    }
    return pictures;
  }

  private static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && FilenameUtils.isExtension(name, "png", "jpg", "jpeg");
  }

  /** A picture with its class. */
  private record Sample(Path file, int label) {
    byte[] digit() {
      try {
        BufferedImage picture = Pictures.read(file);
        Pixels pixels = Pixels.of(picture);
        if (isNormalised(pixels)) {
          return pixels.channel(0);
        }
        return DigitImage.normalise(picture)
            .orElseThrow(
                () -> new BadInputException(file + ": blank, wanted a picture of a digit"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Whether the picture is 28×28 and grey on a dark ground: a digit as this project saves it. */
    private static boolean isNormalised(Pixels pixels) {
      return pixels.height() == SIDE
          && pixels.width() == SIDE
          && pixels.isGrey()
          && Border.of(pixels.extent(), SIDE).median(pixels.channel(0)) < 128;
    }
  }
}
