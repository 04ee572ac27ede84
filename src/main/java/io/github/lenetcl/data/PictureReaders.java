package io.github.lenetcl.data;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;

/**
 * Finds readers of pictures: ImageIO's, and those beside this library. ImageIO looks for readers
 * once, with the class loader of the thread that asks first; where programs have class loaders of
 * their own, as in servers and under Spark, that may be one that does not see ours.
 */
final class PictureReaders {

  private static final Map<PictureFormat, Optional<ImageReaderSpi>> BESIDE =
      new ConcurrentHashMap<>();

  private PictureReaders() {}

  /** {@return a new reader, the caller's to dispose of; nothing if there is none} */
  static Optional<ImageReader> of(PictureFormat format) throws IOException {
    Iterator<ImageReader> known = ImageIO.getImageReadersByFormatName(format.reader());
    if (known.hasNext()) {
      return Optional.of(known.next());
    }
    Optional<ImageReaderSpi> beside = BESIDE.computeIfAbsent(format, PictureReaders::beside);
    return beside.isPresent() ? Optional.of(beside.get().createReaderInstance()) : Optional.empty();
  }

  private static Optional<ImageReaderSpi> beside(PictureFormat format) {
    Iterator<ImageReaderSpi> found =
        ServiceLoader.load(ImageReaderSpi.class, PictureReaders.class.getClassLoader()).iterator();
    while (true) {
      try {
        if (!found.hasNext()) {
          return Optional.empty();
        }
        ImageReaderSpi reader = found.next();
        if (Arrays.asList(reader.getFormatNames()).contains(format.reader())) {
          return Optional.of(reader);
        }
      } catch (ServiceConfigurationError | LinkageError e) {
        continue; // somebody else's, and not whole
      }
    }
  }
}
