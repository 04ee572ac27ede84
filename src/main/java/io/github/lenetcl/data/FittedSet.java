package io.github.lenetcl.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The pictures of a set, read by all processors, judged together and brought to size.
 *
 * @param fit how
 * @param levels the levels of each picture; nothing if it is blank or damaged
 * @param reasons why there are none, where there are none
 */
record FittedSet(PictureFit fit, List<Optional<byte[]>> levels, List<String> reasons) {
  private static final System.Logger LOG = System.getLogger(FittedSet.class.getName());

  /** A picture as it was read; nothing if it is damaged. */
  private record Seen(Optional<FittedPicture> picture, String why) {}

  static FittedSet read(List<Entry> pictures, PictureFit fit) throws IOException {
    List<Seen> seen;
    try {
      seen = pictures.parallelStream().map(entry -> look(entry, fit)).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    boolean normalised =
        FittedPicture.areNormalised(
            seen.stream().map(Seen::picture).flatMap(Optional::stream).toList());
    List<Optional<byte[]>> levels =
        seen.parallelStream()
            .map(each -> each.picture().flatMap(picture -> picture.levels(normalised, fit)))
            .toList();
    return new FittedSet(fit, levels, seen.stream().map(Seen::why).toList());
  }

  private static Seen look(Entry entry, PictureFit fit) {
    try (InputStream in = entry.stored()) {
      byte[] file = in.readAllBytes();
      String blank = FittedPicture.blank(entry.name());
      Optional<FittedPicture> plain = FittedPicture.plain(file, fit);
      if (plain.isPresent()) {
        return new Seen(plain, blank);
      }
      BufferedImage picture;
      try {
        picture = Pictures.read(entry.name(), file);
      } catch (BadInputException e) {
        return new Seen(Optional.empty(), e.getMessage());
      }
      // Another size than the user says is a mistake of all, not damage of one.
      return new Seen(Optional.of(FittedPicture.of(entry.name(), picture, fit)), blank);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@return the places of those that are neither blank nor damaged; how many are left out is
   * logged}
   *
   * @param root what the user named, for messages
   */
  int[] found(Path root) throws BadInputException {
    int[] found =
        IntStream.range(0, levels.size()).filter(i -> levels.get(i).isPresent()).toArray();
    Optional<String> first = firstReason();
    if (first.isPresent() && found.length == 0) {
      throw new BadInputException(first.get() + "; no picture of " + root + " can be used");
    }
    first.ifPresent(
        reason -> {
          String left = levels.size() - found.length + " of " + levels.size() + " pictures of ";
          LOG.log(System.Logger.Level.WARNING, left + root + " left out, the first: " + reason);
        });
    return found;
  }

  /** {@return the places of all, where one that is blank or damaged is an error} */
  int[] all() throws BadInputException {
    Optional<String> first = firstReason();
    if (first.isPresent()) {
      throw new BadInputException(first.get());
    }
    return IntStream.range(0, levels.size()).toArray();
  }

  private Optional<String> firstReason() {
    return IntStream.range(0, levels.size())
        .filter(i -> levels.get(i).isEmpty())
        .mapToObj(reasons::get)
        .findFirst();
  }

  /** {@return the levels of the pictures at some places, one after the other} */
  byte[] pixels(int[] places) {
    int size = fit.area();
    byte[] pixels = new byte[LabelledImages.room(places.length, size)];
    for (int i = 0; i < places.length; i++) {
      System.arraycopy(levels.get(places[i]).orElseThrow(), 0, pixels, i * size, size);
    }
    return pixels;
  }
}
