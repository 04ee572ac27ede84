package io.github.lenetcl.data;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Small files of text that people write: lists of files and of classes, logs. */
public final class TextFile {

  private TextFile() {}

  /**
   * {@return the lines of a file} A byte-order mark before them is none of their text.
   *
   * @param file the file, in UTF-8
   * @param wanted what it should be, for messages
   * @throws BadInputException if it is missing or no text
   * @throws IOException if it cannot be read
   */
  public static List<String> lines(Path file, String wanted) throws IOException {
    try {
      return withoutMark(Files.readString(file)).lines().toList();
    } catch (CharacterCodingException e) {
      throw new BadInputException(file + ": not text in UTF-8, wanted " + wanted, e);
    } catch (NoSuchFileException e) {
      throw new BadInputException(file + ": no such file, wanted " + wanted, e);
    } catch (AccessDeniedException e) {
      throw new BadInputException(file + ": no permission to read it", e);
    }
  }

  static String withoutMark(String text) {
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }
}
