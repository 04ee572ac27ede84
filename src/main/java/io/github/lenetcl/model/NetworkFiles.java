package io.github.lenetcl.model;

import io.github.lenetcl.data.AtomicFile;
import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.Network;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Networks without parameters as JSON files, to be written by hand or by a program;
 * docs/networks.md says what stands in them.
 */
public final class NetworkFiles {

  /** The most weights of a network out of a file: what a device might still hold. */
  private static final long MOST_WEIGHTS = 1L << 27;

  private static final long MOST_BYTES = 16 << 20;

  private static final int CODE = Centers.WIDTH * Centers.HEIGHT;

  private NetworkFiles() {}

  /**
   * {@return the network of a JSON file}
   *
   * @param file the file
   * @param classes the names of the classes, for radial basis functions whose centres the file
   *     leaves out: {@link Centers#forClasses}
   * @throws BadInputException if there is no such file or if it holds no network, saying why
   * @throws IOException if it cannot be read
   */
  public static Network read(Path file, List<String> classes) throws IOException {
    return parse(file.toString(), text(file), classes);
  }

  private static String text(Path file) throws IOException {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw BadInputException.of(
            file, "size", Files.size(file) + " bytes", "a network's JSON of at most " + MOST_BYTES);
      }
      // Some editors of Windows begin with a byte-order mark.
      return Files.readString(file).replaceFirst("^\ufeff", "");
    } catch (NoSuchFileException e) {
      throw new BadInputException(file + ": no such file, wanted a network as JSON", e);
    } catch (CharacterCodingException e) {
      throw BadInputException.of(file, "text", "no UTF-8", "a network as JSON");
    }
  }

  static Network parse(String where, String text, List<String> classes) throws BadInputException {
    return NetworkJson.read(
        where,
        text,
        MOST_WEIGHTS,
        (at, layer, trainable, count, units) -> {
          if (units != CODE || count != classes.size()) {
            throw BadInputException.of(
                at,
                "centers",
                "absent for %d classes of %d values".formatted(count, units),
                "a list of lists; only for the %d classes of the data and %d values are there codes"
                    .formatted(classes.size(), CODE));
          }
          return Centers.forClasses(classes);
        });
  }

  /**
   * {@return a network as JSON, with all centres but those that {@link Centers#forClasses} gives}
   *
   * @param network the network
   * @param classes the names of the classes
   */
  public static String toJson(Network network, List<String> classes) {
    return NetworkJson.write(network, rbf -> !rbf.centers().equals(Centers.forClasses(classes)));
  }

  /**
   * Writes a network as a JSON file, beside it first and moved into place when it is whole.
   *
   * @param file the file
   * @param network the network
   * @param classes the names of the classes
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, Network network, List<String> classes) throws IOException {
    String json = toJson(network, classes) + "\n";
    AtomicFile.write(file, out -> out.write(json.getBytes(StandardCharsets.UTF_8)));
  }
}
