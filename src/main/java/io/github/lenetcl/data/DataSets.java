package io.github.lenetcl.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The door to all data: a data set by the word or the folder that the user gave. */
public final class DataSets {
  /** The word that stands for the digits that the project draws itself. */
  public static final String EMBEDDED = "embedded";

  /** The word that stands for the four cases of the exclusive or. */
  public static final String XOR = "xor";

  /** The same word, followed by a number. */
  private static final String DRAWN = EMBEDDED + ":";

  /** The word for digits by other hands, followed by a number. */
  private static final String HANDS = "hands:";

  private static final String RESOURCES = "/io/github/lenetcl/embedded/";

  private DataSets() {}

  /**
   * Opens a data set.
   *
   * @param source {@value #EMBEDDED}, {@value #XOR}, or a folder as {@link #open(Path)} takes it;
   *     "embedded:N" is the embedded digits with N to train on, drawn as they are asked for, and
   *     "hands:N" N digits by other hands and pens, and as printed
   * @return the data, all of it in memory
   * @throws BadInputException if the folder holds no data, or data that is wrong
   * @throws IOException if a file cannot be read
   */
  public static DataSplit open(String source) throws IOException {
    if (source.equals(EMBEDDED)) {
      return embedded();
    }
    if (source.equals(XOR)) {
      return new DataSplit(xor(), Optional.of(xor()));
    }
    if (source.startsWith(DRAWN)) {
      LabelledImages training = EmbeddedDigits.training(count(source, DRAWN));
      return new DataSplit(training, embedded().test());
    }
    if (source.startsWith(HANDS)) {
      return new DataSplit(DrawnDigits.byOtherHands(count(source, HANDS)), Optional.empty());
    }
    return open(path(source));
  }

  private static int count(String source, String word) throws BadInputException {
    String number = source.substring(word.length());
    try {
      int count = Integer.parseInt(number);
      if (count >= 1 && count <= EmbeddedDigits.MOST) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    String found = "'" + number + "'";
    String wanted = "a whole number from 1 to " + EmbeddedDigits.MOST;
    throw BadInputException.of(source, "number of digits", found, wanted);
  }

  /**
   * Tells words from folders.
   *
   * @param source what {@link #open(String)} takes
   * @return whether it is a word, with no files behind it
   */
  public static boolean isWord(String source) {
    return source.equals(EMBEDDED)
        || source.equals(XOR)
        || source.startsWith(DRAWN)
        || source.startsWith(HANDS);
  }

  private static Path path(String source) throws BadInputException {
    try {
      return Path.of(source);
    } catch (InvalidPathException e) {
      throw new BadInputException(source + ": no path of this system (" + e.getReason() + ")", e);
    }
  }

  /**
   * Opens the data in a folder. These are looked for, in this order:
   *
   * <ul>
   *   <li>MNIST's four IDX files, plain or gzip, under their usual names ({@code
   *       train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte}, {@code t10k-…}; also {@code
   *       .idx3-ubyte}), whose classes are the ten digits. The t10k files may be absent.
   *   <li>Any other pair {@code X-images…} and {@code X-labels…}. A name with "train" in it is for
   *       training, one with "test" or "t10k" for testing; a single pair is for training. The
   *       classes are named by the lines of {@code classes.txt} beside the files, or else numbered
   *       from 0 to the largest training label.
   *   <li>A folder for each class, named like the class, with pictures in it; or such folders in
   *       {@code train} and, if there is one, in {@code test}. Grey pictures of 28×28 are taken as
   *       they are where they are normalised digits, all others are normalised by {@link
   *       DigitImage}; what is blank or damaged is left out, and logged. The order is mixed: the
   *       first picture of every class, then the second, and so on.
   * </ul>
   *
   * @param folder the folder
   * @return the data, all of it in memory
   * @throws BadInputException if the folder holds no data, or data that is wrong
   * @throws IOException if a file cannot be read
   */
  public static DataSplit open(Path folder) throws IOException {
    Optional<IdxFolder> idx = idxFolder(folder);
    if (idx.isPresent()) {
      return idx.get().read();
    }
    return pictures(folder);
  }

  private static Optional<IdxFolder> idxFolder(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      throw new BadInputException(
          folder + ": no such folder, wanted a folder of data or the word \"" + EMBEDDED + "\"");
    }
    if (!Files.isDirectory(folder)) {
      throw BadInputException.of(folder, "type", "a file", "a folder of data");
    }
    return IdxFolder.find(folder);
  }

  private static DataSplit pictures(Path folder) throws IOException {
    Optional<DataSplit> pictures = ImageFolder.read(folder);
    if (pictures.isPresent()) {
      return pictures.get();
    }
    throw new BadInputException(
        folder
            + ": no data found, wanted train-images-idx3-ubyte and train-labels-idx1-ubyte (plain"
            + " or .gz), or another pair X-images, X-labels of IDX files, or a folder of PNG or"
            + " JPEG files for each class");
  }

  /**
   * Opens the images of a data set to test on, and nothing else of it. IDX files may be of any
   * size: they are read as they are taken.
   *
   * @param source a word or a folder as {@link #open(String)} takes it
   * @return the test images, to be closed by the caller, if there are any
   * @throws BadInputException if the folder holds no data, or data that is wrong
   * @throws IOException if a file cannot be read
   */
  public static Optional<ImageStream> streamTest(String source) throws IOException {
    Optional<IdxFolder> idx = idxFolder(source);
    return idx.isPresent() ? idx.get().streamTest() : open(source).test().map(ImageStream::of);
  }

  /**
   * Opens the images of a data set to train on, and nothing else of it.
   *
   * @param source a word or a folder as {@link #open(String)} takes it
   * @return the training images, to be closed by the caller
   * @throws BadInputException if the folder holds no data, or data that is wrong
   * @throws IOException if a file cannot be read
   */
  public static ImageStream streamTraining(String source) throws IOException {
    Optional<IdxFolder> idx = idxFolder(source);
    return idx.isPresent() ? idx.get().streamTraining() : ImageStream.of(open(source).training());
  }

  private static Optional<IdxFolder> idxFolder(String source) throws IOException {
    return isWord(source) ? Optional.empty() : idxFolder(path(source));
  }

  /**
   * The digits that the project draws itself, for a start without a download.
   *
   * @return several thousand digits of 28×28 to train on, and a test set
   * @throws IOException if this build carries no digits
   */
  public static DataSplit embedded() throws IOException {
    return new DataSplit(embedded("train"), Optional.of(embedded("t10k")));
  }

  /** Two pixels each, of which none, one or both are ink; class 1 where one of them is. */
  private static LabelledImages xor() {
    byte ink = (byte) 255;
    byte[] pixels = {0, 0, 0, ink, ink, 0, ink, ink};
    return new LabelledImages(1, 2, pixels, new int[] {0, 1, 1, 0}, LabelledImages.numbered(2));
  }

  private static LabelledImages embedded(String part) throws IOException {
    try (IdxSource images = resource(part + "-images-idx3-ubyte.gz");
        IdxSource labels = resource(part + "-labels-idx1-ubyte.gz")) {
      return Idx.read(images, labels, digits());
    }
  }

  private static IdxSource resource(String name) throws IOException {
    try (InputStream in = DataSets.class.getResourceAsStream(RESOURCES + name)) {
      if (in == null) {
        throw new FileNotFoundException(RESOURCES + name + ": missing from the class path");
      }
      return IdxSource.of("embedded " + name, in.readAllBytes());
    }
  }

  static List<String> digits() {
    return LabelledImages.numbered(10);
  }
}
