package io.github.lenetcl.data;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A form in which people keep data, found by {@link java.util.ServiceLoader}. A form that needs a
 * library beyond this one's two is found where that library is.
 */
public interface Form {

  /** {@return what people call it: NumPy, CSV} */
  String name();

  /**
   * Looks into a file.
   *
   * @param entry any file
   * @param start its first bytes, unpacked where they are gzip: as many as it has, at most {@value
   *     #START}
   * @param fit how pictures are brought to size, where it holds pictures
   * @return what it holds; nothing if it is not of this form
   * @throws BadInputException if it is of this form, and damaged or of a kind that is not read
   * @throws IOException if it cannot be read
   */
  Optional<List<Piece>> read(Entry entry, byte[] start, PictureFit fit) throws IOException;

  /** How many bytes of the beginning a form sees. */
  int START = 1024;
}
