package io.github.lenetcl.data;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A data set whose files have been looked into, and not been read yet. */
final class OpenData implements Closeable {
  private static final System.Logger LOG = System.getLogger(OpenData.class.getName());

  /** What is allocated at once before the bytes have shown that they exist. */
  private static final int FIRST_CHUNK = 1 << 26;

  private final Tree tree;
  private final Assembly assembly;
  private final Optional<PictureSet> pictures;
  private final PictureFit fit;

  private OpenData(Tree tree, Assembly assembly, Optional<PictureSet> pictures, PictureFit fit) {
    this.tree = tree;
    this.assembly = assembly;
    this.pictures = pictures;
    this.fit = fit;
  }

  static OpenData open(Path root, PictureFit fit) throws IOException {
    try {
      return look(root, fit);
    } catch (EOFException e) {
      // That of a reader which does not say where.
      throw new BadInputException(root + ": damaged, a part of it ends too early", e);
    }
  }

  private static OpenData look(Path root, PictureFit fit) throws IOException {
    Tree tree = Tree.open(root);
    try {
      return look(tree, fit);
    } catch (IOException | RuntimeException e) {
      tree.close();
      throw e;
    }
  }

  private static OpenData look(Tree tree, PictureFit fit) throws IOException {
    List<Piece> pieces = new ArrayList<>();
    List<Entry> pictures = new ArrayList<>();
    Forms forms = new Forms(fit);
    for (Entry entry : tree.entries()) {
      if (PictureFormat.isNamedLike(entry)) {
        pictures.add(entry);
        continue;
      }
      byte[] start = entry.start(Form.START);
      if (PictureFormat.of(start).isPresent()) {
        pictures.add(entry);
      } else {
        pieces.addAll(forms.read(entry, start));
      }
    }
    if (fit.grid().isPresent()) {
      for (Entry picture : pictures) {
        pieces.add(Sheet.read(picture, fit));
      }
    }
    Assembly assembly = Assembly.of(tree.root(), pieces);
    Optional<PictureSet> set =
        pieces.isEmpty() && !pictures.isEmpty()
            ? Optional.of(PictureSet.of(tree, pictures, fit))
            : Optional.empty();
    OpenData data = new OpenData(tree, assembly, set, fit);
    data.requireAnything(pieces.isEmpty(), forms);
    return data;
  }

  private void requireAnything(boolean nothing, Forms forms) throws IOException {
    if (pictures.isPresent()) {
      return;
    }
    if (nothing) {
      throw forms.refusal(tree);
    }
    for (Column column : assembly.lonelyLabels()) {
      if (assembly.isEmpty() || column instanceof IdxForm.IdxColumn) {
        throw missing(column, "images", "labels");
      }
    }
    for (Column column : assembly.unlabelled()) {
      if (column instanceof IdxForm.IdxColumn && tree.entries().size() > 1) {
        throw missing(column, "labels", "images");
      }
      LOG.log(System.Logger.Level.INFO, "{0}: no labels, left out", column.name());
    }
  }

  private static BadInputException missing(Column column, String what, String own) {
    return new BadInputException(
        column.name()
            + ": its "
            + what
            + " are missing, wanted a file named like it with \""
            + what
            + "\" for \""
            + own
            + "\" in its name beside it");
  }

  /** {@return all of it in memory} */
  DataSplit read() throws IOException {
    if (pictures.isPresent()) {
      return pictures.get().read();
    }
    Pair training = assembly.training().orElseThrow(this::noTraining);
    Optional<Pair> test = assembly.part(Part.TEST);
    Optional<Pair> validation = assembly.part(Part.VALIDATION);
    int[] labels = training.readLabels();
    Classes classes = Classes.find(tree, training, labels);
    DataSplit split =
        new DataSplit(
            read(training, classes, labels),
            readLike(training, test, classes),
            readLike(training, validation, classes));
    LabelledImages kept = split.training();
    boolean drawing = fit.maps() == 1 && !fit.stored().inverted();
    if (drawing && Stored.looksInverted(kept.pixels(), kept.height(), kept.width())) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0}: the images look dark on light; --invert turns them round",
          training.name());
    }
    return fit.stored().turned(split, fit.maps());
  }

  private BadInputException noTraining() {
    if (assembly.isEmpty()) {
      return missing(assembly.unlabelled().get(0), "labels", "images");
    }
    String found = assembly.names(Part.TEST) + assembly.names(Part.VALIDATION);
    return BadInputException.of(tree.root(), "what it holds", found, "files to train on as well");
  }

  /** What the numbers of a part mean: another part may be kept in another way. */
  private static Levels levels(List<Column> images) throws IOException {
    // IDX is a format of its own: its bytes are levels as they are.
    return images.stream().allMatch(OpenData::isIdxOfBytes) ? Levels.BYTES : Levels.of(images);
  }

  private static boolean isIdxOfBytes(Column column) {
    Column stored = column instanceof Turned turned ? turned.column() : column;
    return stored instanceof IdxForm.IdxColumn && stored.isBytes();
  }

  private Optional<LabelledImages> readLike(Pair training, Optional<Pair> pair, Classes classes)
      throws IOException {
    if (pair.isEmpty()) {
      return Optional.empty();
    }
    ImageShape wanted = training.shape(fit);
    ImageShape found = pair.get().shape(fit);
    if (found.height() != wanted.height() || found.width() != wanted.width()) {
      throw BadInputException.of(
          pair.get().images().get(0).name(), "image size", found, wanted + " as for training");
    }
    return Optional.of(read(pair.get(), classes, pair.get().readLabels()));
  }

  private LabelledImages read(Pair pair, Classes classes, int[] labels) throws IOException {
    int[] indices = classes.indices(pair, labels);
    Levels levels = levels(pair.images());
    ImageShape shape = pair.shape(fit);
    long pixels = (long) labels.length * shape.size();
    if (pixels > Integer.MAX_VALUE - 8) {
      throw BadInputException.of(
          pair.name(),
          "number of pixels",
          pixels,
          "at most " + (Integer.MAX_VALUE - 8) + " in memory");
    }
    // A packed file may say that there is more than there is: memory is taken as bytes show.
    byte[] all = new byte[(int) Math.min(pixels, Math.max(FIRST_CHUNK, shape.size()))];
    try (PairStream stream =
        new PairStream(pair, fit, levels, classes.names(), indices, () -> {})) {
      int done = 0;
      while (done < labels.length) {
        if ((done + 1L) * shape.size() > all.length) {
          all = Arrays.copyOf(all, (int) Math.min(pixels, 2L * all.length));
        }
        int images = all.length / shape.size() - done;
        stream.read(all, done, images);
        done += images;
      }
    }
    return new LabelledImages(shape.rows(), shape.width(), all, indices, classes.names());
  }

  /** {@return the images to train on, to be read from the files; this is closed with them} */
  ImageStream streamTraining() throws IOException {
    if (pictures.isPresent()) {
      return pictures.get().streamTraining();
    }
    return stream(assembly.training().orElseThrow(this::noTraining));
  }

  /** {@return the images to test on, to be read from the files, if there are any} */
  Optional<ImageStream> streamTest() throws IOException {
    if (pictures.isPresent()) {
      return pictures.get().streamTest();
    }
    Optional<Pair> test = assembly.part(Part.TEST);
    return test.isEmpty() ? Optional.empty() : Optional.of(stream(test.get()));
  }

  private ImageStream stream(Pair pair) throws IOException {
    Optional<Pair> training = assembly.training();
    int[] labels = pair.readLabels();
    Pair named = training.orElse(pair);
    Classes classes = Classes.find(tree, named, named.equals(pair) ? labels : named.readLabels());
    Levels levels = levels(pair.images());
    int[] indices = classes.indices(pair, labels);
    return turned(new PairStream(pair, fit, levels, classes.names(), indices, this));
  }

  /** {@return all images, labelled or not, with no look at the labels} */
  ImageStream streamImages() throws IOException {
    if (pictures.isPresent()) {
      return ImageStream.of(pictures.get().readAny());
    }
    List<Column> columns = new ArrayList<>(assembly.unlabelled());
    if (columns.isEmpty()) {
      for (Part part : Part.values()) {
        assembly.part(part).ifPresent(pair -> columns.addAll(pair.images()));
      }
    }
    Pair pair = new Pair(columns, List.of());
    return turned(new PairStream(pair, fit, levels(columns), List.of(), new int[0], this));
  }

  private ImageStream turned(ImageStream stream) {
    return fit.stored().turned(stream, fit.maps());
  }

  @Override
  public void close() throws IOException {
    tree.close();
  }
}
