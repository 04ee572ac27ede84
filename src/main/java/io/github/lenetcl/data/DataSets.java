package io.github.lenetcl.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The door to all data: a data set by the word, the file or the folder that the user gave. */
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
   * @param source {@value #EMBEDDED}, {@value #XOR}, or a file or folder as {@link #open(Path)}
   *     takes it; "embedded:N" is the embedded digits with N to train on, drawn as they are asked
   *     for, and "hands:N" N digits by other hands and pens, and as printed
   * @return the data, all of it in memory
   * @throws BadInputException if there is no data, or data that is wrong
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
   * Tells words from files and folders.
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
    return FileNames.path(source);
  }

  /**
   * Tells the files of a data set from others that may lie beside them, such as models and logs.
   *
   * @param file a regular file
   * @return whether it is read as a part of a data set: an archive, a file of a known form, or one
   *     that names classes
   * @throws IOException if it cannot be read
   */
  public static boolean isData(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    if (name.endsWith("classes.txt") || name.endsWith("mapping.txt") || name.equals("labels.csv")) {
      return true;
    }
    try (Tree tree = Tree.open(file)) {
      List<Entry> entries = tree.entries();
      boolean archive = entries.size() != 1 || !(entries.get(0) instanceof FileEntry);
      return archive
          || !new Forms(PictureFit.DIGITS)
              .read(entries.get(0), entries.get(0).start(Form.START))
              .isEmpty();
    } catch (BadInputException e) {
      return true; // of a known form, and damaged
    }
  }

  /**
   * Finds the files of a folder as a data set's are found: those in its folders too, hidden ones
   * left out.
   *
   * @param folder the folder
   * @return its files, in the order of their paths
   * @throws BadInputException if a link leads to a folder that it is in, or a folder is closed
   * @throws IOException if it cannot be read
   */
  public static List<Path> files(Path folder) throws IOException {
    return Tree.files(folder);
  }

  /**
   * Tells files that hold images, of which a folder may be asked for its images, from labels and
   * all else.
   *
   * @param file a regular file
   * @param fit how pictures are brought to size
   * @return whether it is a picture, or of a known form or an archive and holds images; true too
   *     where it is damaged, or needs a library that is not there, so that whoever reads it says so
   * @throws IOException if it cannot be read
   */
  public static boolean hasImages(Path file, PictureFit fit) throws IOException {
    try (Tree tree = Tree.open(file)) {
      Forms forms = new Forms(fit);
      for (Entry entry : tree.entries()) {
        byte[] start = entry.start(Form.START);
        if (PictureFormat.isNamedLike(entry)
            || PictureFormat.of(start).isPresent()
            || Unread.isOfLibrary(start)
            || forms.read(entry, start).stream().anyMatch(piece -> !piece.isLabels())) {
          return true;
        }
      }
      return false;
    } catch (BadInputException e) {
      return true; // of a known form, and damaged
    }
  }

  /**
   * Opens data in any of the forms in which people keep it, told by its content: IDX, NumPy, CSV
   * and other text, libsvm, ARFF, and, with the libraries of the command, MATLAB, HDF5 and Parquet;
   * pictures in a folder for each class, or with the class in their names; zip and tar archives of
   * all these.
   *
   * <p>What images are for is told by names: "train", "test" (or "t10k") and "validation" in the
   * name of a file, of an array in it, or of a folder; what is called nothing is for training.
   * Images and labels that are apart belong together by the rest of their names. Classes are named
   * by the form, by the lines of {@code classes.txt} or {@code mapping.txt} beside the files, or
   * else numbered from 0 to the largest training label; MNIST's are the ten digits.
   *
   * <p>Grey pictures of 28×28 are taken as they are where nine of ten of their set are normalised
   * digits, all others are normalised by {@link io.github.lenetcl.data.ink.DigitImage}; what is
   * blank or damaged in a folder of pictures is left out, and logged. Their order is mixed: the
   * first picture of every class, then the second, and so on.
   *
   * @param source a folder; a file; or, where nothing is called so, the beginning of the names of
   *     some files in a folder: {@code emnist/emnist-digits}
   * @return the data, all of it in memory
   * @throws BadInputException if there is no data, or data that is wrong
   * @throws IOException if a file cannot be read
   */
  public static DataSplit open(Path source) throws IOException {
    return open(source, PictureFit.DIGITS);
  }

  /**
   * Opens data, with another way to bring pictures to size.
   *
   * @param source what {@link #open(Path)} takes
   * @param fit how pictures are brought to size; of no effect on data that is no pictures
   * @return the data, all of it in memory
   * @throws BadInputException if there is no data, or data that is wrong
   * @throws IOException if a file cannot be read
   */
  public static DataSplit open(Path source, PictureFit fit) throws IOException {
    try (OpenData data = OpenData.open(source, fit)) {
      return data.read();
    }
  }

  /**
   * Opens data, with another way to bring pictures to size.
   *
   * @param source what {@link #open(String)} takes
   * @param fit how pictures are brought to size; of no effect on data that is no pictures
   * @return the data, all of it in memory
   * @throws BadInputException if there is no data, or data that is wrong
   * @throws IOException if a file cannot be read
   */
  public static DataSplit open(String source, PictureFit fit) throws IOException {
    return isWord(source) ? open(source) : open(path(source), fit);
  }

  /**
   * Opens the images of a data set to test on, and nothing else of it. Files may be of any size:
   * they are read as they are taken.
   *
   * @param source what {@link #open(String)} takes; files to test on suffice
   * @param fit how pictures are brought to size
   * @return the test images, to be closed by the caller, if there are any
   * @throws BadInputException if there is no data, or data that is wrong
   * @throws IOException if a file cannot be read
   */
  public static Optional<ImageStream> streamTest(String source, PictureFit fit) throws IOException {
    if (isWord(source)) {
      return open(source).test().map(ImageStream::of);
    }
    OpenData data = OpenData.open(path(source), fit);
    try {
      Optional<ImageStream> test = data.streamTest();
      if (test.isEmpty()) {
        data.close();
      }
      return test;
    } catch (IOException | RuntimeException e) {
      data.close();
      throw e;
    }
  }

  /**
   * Opens the images of a data set to train on, and nothing else of it.
   *
   * @param source what {@link #open(String)} takes
   * @param fit how pictures are brought to size
   * @return the training images, to be closed by the caller
   * @throws BadInputException if there is no data, or data that is wrong
   * @throws IOException if a file cannot be read
   */
  public static ImageStream streamTraining(String source, PictureFit fit) throws IOException {
    return isWord(source)
        ? ImageStream.of(open(source).training())
        : stream(OpenData.open(path(source), fit), OpenData::streamTraining);
  }

  /** Takes a stream out of data, which is closed with it, or at once if there is none. */
  static ImageStream stream(OpenData data, StreamOf stream) throws IOException {
    try {
      return stream.open(data);
    } catch (IOException | RuntimeException e) {
      data.close();
      throw e;
    }
  }

  /** What takes a stream out of data. */
  interface StreamOf {
    ImageStream open(OpenData data) throws IOException;
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
    try (ByteSource images = resource(part + "-images-idx3-ubyte.gz");
        ByteSource labels = resource(part + "-labels-idx1-ubyte.gz")) {
      return Idx.read(images, labels, digits());
    }
  }

  private static ByteSource resource(String name) throws IOException {
    try (InputStream in = DataSets.class.getResourceAsStream(RESOURCES + name)) {
      if (in == null) {
        throw new FileNotFoundException(RESOURCES + name + ": missing from the class path");
      }
      return ByteSource.of("embedded " + name, in.readAllBytes());
    }
  }

  static List<String> digits() {
    return LabelledImages.numbered(10);
  }
}
