package io.github.lenetcl.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FilenameUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data with nothing on the class path but the library and what it depends on. */
class LibraryAloneTest {

  @TempDir Path folder;

  private static URL place(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  private static Object open(Path data) throws Exception {
    URL[] library = {place(DataSets.class), place(FilenameUtils.class)};
    try (URLClassLoader alone = new URLClassLoader(library, ClassLoader.getPlatformClassLoader())) {
      Class<?> sets = alone.loadClass(DataSets.class.getName());
      assertNotSame(DataSets.class, sets);
      Object split = sets.getMethod("open", Path.class).invoke(null, data);
      Object training = split.getClass().getMethod("training").invoke(split);
      return training.getClass().getMethod("count").invoke(training);
    }
  }

  @Test
  void idxNeedsNoLibraryOfAnotherForm() throws Exception {
    for (String part : new String[] {"images-idx3-ubyte.gz", "labels-idx1-ubyte.gz"}) {
      Files.copy(Path.of("test-data/samples/digits/t10k-" + part), folder.resolve("train-" + part));
    }
    assertEquals(DataSets.open(folder).training().count(), open(folder));
  }

  @Test
  void aFormWithoutItsLibraryIsRefusedInOneLine() throws Exception {
    Files.write(folder.resolve("digits.mat"), "MATLAB 5.0 MAT-file".getBytes());
    Throwable refused =
        assertThrows(InvocationTargetException.class, () -> open(folder)).getCause();
    assertEquals(BadInputException.class.getName(), refused.getClass().getName());
    assertTrue(
        refused
            .getMessage()
            .contains("MATLAB 5, which the command reads and the library alone does not"),
        refused.getMessage());
  }
}
