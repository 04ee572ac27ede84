package io.github.lenetcl.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Pictures whose class is the folder that they are in; or the beginning of their names, as in
 * 3_12.png; or said by a file .cls beside each, as in a webdataset. Folders that are called train,
 * test or validation, above a class or in it, say what pictures are for.
 */
final class PictureSet {
  /** Names that begin, or end, with one digit or letter, or are nothing else. */
  private static final Pattern CLASS_IN_NAME =
      Pattern.compile("([0-9A-Za-z])([-_. (].*)?|.*[-_ ]([0-9A-Za-z])");

  private final Tree tree;
  private final PictureFit fit;
  private final Map<Part, List<Labelled>> parts = new HashMap<>();

  /** Whether the order of the files is kept, which a webdataset has mixed. */
  private boolean inOrder;

  /**
   * A picture with its class.
   *
   * @param entry the picture
   * @param name the name of its class; empty if nothing says it
   * @param folder where its class is told, for messages
   */
  private record Labelled(Entry entry, String name, String folder) {}

  /** Pictures of size, and what their files are called. */
  private record Named(LabelledImages images, List<String> names) {
    ImageStream stream() {
      return new MemoryStream(images, names);
    }
  }

  private PictureSet(Tree tree, PictureFit fit) {
    this.tree = tree;
    this.fit = fit;
  }

  static PictureSet of(Tree tree, List<Entry> pictures, PictureFit fit) throws IOException {
    PictureSet set = new PictureSet(tree, fit);
    Function<Entry, Optional<String>> classes = set.classes(pictures);
    for (Entry entry : pictures) {
      List<String> folders = folders(entry.path());
      Part part =
          folders.stream()
              .map(Part::ofFolder)
              .filter(found -> found != Part.UNTOLD)
              .findFirst()
              .orElse(Part.UNTOLD);
      String name = classes.apply(entry).orElse("");
      String folder = String.join("/", folders);
      set.parts
          .computeIfAbsent(part, none -> new ArrayList<>())
          .add(new Labelled(entry, name, folder));
    }
    set.requireNoEmptyClass();
    return set;
  }

  private static List<String> folders(String path) {
    List<String> names = List.of(path.split("/"));
    return names.subList(0, names.size() - 1);
  }

  /** The last folder that is not called after a part. */
  private static Optional<String> folderClass(Entry entry) {
    List<String> folders = folders(entry.path());
    for (int i = folders.size() - 1; i >= 0; i--) {
      if (Part.ofFolder(folders.get(i)) == Part.UNTOLD) {
        return Optional.of(folders.get(i));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> nameClass(Entry entry) {
    Matcher name = CLASS_IN_NAME.matcher(stem(entry.fileName()));
    return name.matches()
        ? Optional.of(name.group(1) == null ? name.group(3) : name.group(1))
        : Optional.empty();
  }

  private static String stem(String path) {
    int dot = path.lastIndexOf('.');
    return dot <= path.lastIndexOf('/') + 1 ? path : path.substring(0, dot);
  }

  /** Finds out where the classes of all pictures are told. */
  private Function<Entry, Optional<String>> classes(List<Entry> pictures) throws IOException {
    Map<String, Entry> beside = new HashMap<>();
    for (Entry entry : tree.entries()) {
      if (entry.fileName().endsWith(".cls")) {
        beside.put(stem(entry.path()), entry);
      }
    }
    if (!beside.isEmpty()) {
      inOrder = true;
      Map<String, String> read = new HashMap<>();
      for (Entry picture : pictures) {
        Entry label = beside.get(stem(picture.path()));
        if (label == null) {
          throw new BadInputException(
              picture.name() + ": its class is missing, wanted a file .cls beside it");
        }
        String text = new String(label.start(Form.START), StandardCharsets.UTF_8).strip();
        read.put(picture.path(), text);
      }
      return picture -> Optional.of(read.get(picture.path()));
    }
    Set<Optional<String>> inFolders = distinct(pictures, PictureSet::folderClass);
    if (inFolders.size() == 1) {
      Set<Optional<String>> inNames = distinct(pictures, PictureSet::nameClass);
      boolean all = !inNames.contains(Optional.<String>empty());
      if (all && (inNames.size() > 1 || inFolders.contains(Optional.<String>empty()))) {
        return PictureSet::nameClass;
      }
    }
    return PictureSet::folderClass;
  }

  private static Set<Optional<String>> distinct(
      List<Entry> pictures, Function<Entry, Optional<String>> of) {
    return pictures.stream().map(of).collect(Collectors.toCollection(HashSet::new));
  }

  /** A folder among those of classes in which there is no picture is a mistake. */
  private void requireNoEmptyClass() throws BadInputException {
    Set<String> filled = new HashSet<>();
    Set<String> parents = new HashSet<>();
    for (Labelled each : parts.values().stream().flatMap(List::stream).toList()) {
      String folder = each.folder();
      parents.add(parent(folder));
      while (filled.add(folder) && !folder.isEmpty()) {
        folder = parent(folder);
      }
    }
    for (String folder : tree.folders()) {
      if (!filled.contains(folder)
          && parents.contains(parent(folder))
          && folder.contains("/") | parents.contains("")) {
        throw BadInputException.of(
            tree.root().resolve(folder), "content", "no pictures", PictureFormat.ALL + " files");
      }
    }
  }

  private static String parent(String folder) {
    return folder.contains("/") ? folder.substring(0, folder.lastIndexOf('/')) : "";
  }

  /** {@return all of it in memory} */
  DataSplit read() throws IOException {
    List<Labelled> training = requireTraining();
    List<String> classes = classes(tree, training);
    LabelledImages images = read(training, classes).images();
    return new DataSplit(
        images,
        readLike(Part.TEST, classes).map(Named::images),
        readLike(Part.VALIDATION, classes).map(Named::images));
  }

  /** {@return the pictures to train on} */
  ImageStream streamTraining() throws IOException {
    List<Labelled> training = requireTraining();
    return read(training, classes(tree, training)).stream();
  }

  /** {@return the pictures to test on, if there are any} */
  Optional<ImageStream> streamTest() throws IOException {
    List<Labelled> named = training().isEmpty() ? part(Part.TEST) : training();
    return named.isEmpty()
        ? Optional.empty()
        : readLike(Part.TEST, classes(tree, named)).map(Named::stream);
  }

  private List<Labelled> requireTraining() throws BadInputException {
    List<Labelled> training = training();
    if (training.isEmpty()) {
      throw BadInputException.of(
          tree.root(), "what it holds", "pictures to test on", "some to train on as well");
    }
    return training;
  }

  /** {@return all pictures, whatever they are} */
  LabelledImages readAny() throws IOException {
    List<Entry> all = parts.values().stream().flatMap(List::stream).map(Labelled::entry).toList();
    FittedSet set = FittedSet.read(all, fit);
    byte[] pixels = set.pixels(set.all());
    return new LabelledImages(fit.rows(), fit.width(), pixels, new int[all.size()], List.of(""));
  }

  private List<Labelled> part(Part part) {
    return parts.getOrDefault(part, List.of());
  }

  private List<Labelled> training() {
    return part(Part.TRAINING).isEmpty() ? part(Part.UNTOLD) : part(Part.TRAINING);
  }

  private static List<String> classes(Tree tree, List<Labelled> pictures) throws BadInputException {
    for (Labelled each : pictures) {
      if (each.name().isEmpty()) {
        throw new BadInputException(
            each.entry().name()
                + ": its class is not told, wanted a folder for each class in "
                + tree.root()
                + ", or names that begin with it, as in 3_12.png; a sheet of many is cut up by"
                + " --grid");
      }
    }
    boolean numbers = pictures.stream().allMatch(each -> each.name().matches("\\d{1,9}"));
    Comparator<String> order =
        numbers
            ? Comparator.<String>comparingInt(Integer::parseInt).thenComparing(name -> name)
            : Comparator.naturalOrder();
    TreeSet<String> names = new TreeSet<>(order);
    pictures.forEach(each -> names.add(each.name()));
    return List.copyOf(names);
  }

  private Optional<Named> readLike(Part part, List<String> classes) throws IOException {
    for (Labelled each : part(part)) {
      if (!classes.contains(each.name())) {
        throw BadInputException.of(
            tree.root().resolve(each.folder()),
            "class",
            each.name(),
            "one of the training set's: " + classes);
      }
    }
    return part(part).isEmpty() ? Optional.empty() : Optional.of(read(part(part), classes));
  }

  private Named read(List<Labelled> pictures, List<String> classes) throws IOException {
    List<Labelled> mixed = inOrder ? pictures : mixed(pictures, classes);
    FittedSet set = FittedSet.read(mixed.stream().map(Labelled::entry).toList(), fit);
    int[] found = set.found(tree.root());
    int[] labels = IntStream.of(found).map(i -> classes.indexOf(mixed.get(i).name())).toArray();
    List<String> names = IntStream.of(found).mapToObj(i -> mixed.get(i).entry().name()).toList();
    return new Named(
        new LabelledImages(fit.rows(), fit.width(), set.pixels(found), labels, classes), names);
  }

  /** The first picture of every class, then the second of every class: any beginning is mixed. */
  private static List<Labelled> mixed(List<Labelled> pictures, List<String> classes) {
    record Numbered(int number, int label, Labelled picture) {}
    Map<String, Integer> numbers = new LinkedHashMap<>();
    return pictures.stream()
        .map(
            picture ->
                new Numbered(
                    numbers.merge(picture.name(), 1, Integer::sum),
                    classes.indexOf(picture.name()),
                    picture))
        .sorted(Comparator.comparingInt(Numbered::number).thenComparingInt(Numbered::label))
        .map(Numbered::picture)
        .toList();
  }
}
