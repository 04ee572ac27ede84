package io.github.lenetcl.compute.opencl.device;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Looks for Linux's OpenCL loader. JOCL prints to the standard output where it finds none, which
 * would spoil what the command prints there.
 */
public final class LinuxLoader {

  /** What to say where it is missing. */
  public static final String MISSING =
      "no OpenCL loader (libOpenCL.so.1) or none that JOCL can load; install a GPU driver or the"
          + " package ocl-icd-libopencl1";

  private static final String NAME = "libOpenCL.so";
  private static final Path CACHE = Path.of("/etc/ld.so.cache");
  private static final List<String> FOLDERS =
      List.of("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib");

  private LinuxLoader() {}

  /** Returns whether this is Linux and the dynamic linker knows no OpenCL loader. */
  public static boolean isMissing() {
    return System.getProperty("os.name").equals("Linux")
        && isMissing(CACHE, FOLDERS, System.getenv());
  }

  /**
   * Returns whether neither the linker's cache nor any folder has it; no, if there is no cache to
   * look into.
   */
  public static boolean isMissing(
      Path cache, List<String> folders, Map<String, String> environment) {
    String more = environment.getOrDefault("LD_LIBRARY_PATH", "");
    boolean found =
        Stream.concat(folders.stream(), Stream.of(more.split(":")))
            .filter(folder -> !folder.isEmpty())
            .anyMatch(
                folder ->
                    Files.exists(Path.of(folder, NAME))
                        || Files.exists(Path.of(folder, NAME + ".1")));
    try {
      return !found
          && !new String(Files.readAllBytes(cache), StandardCharsets.ISO_8859_1).contains(NAME);
    } catch (IOException e) {
      return false;
    }
  }
}
