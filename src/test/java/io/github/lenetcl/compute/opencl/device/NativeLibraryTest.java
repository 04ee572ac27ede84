package io.github.lenetcl.compute.opencl.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeLibraryTest {

  @ParameterizedTest
  @CsvSource({
    "/tmp/x.so: failed to map segment from shared object, noexec",
    "java.io.IOException: No space left on device, no space left",
    "java.io.FileNotFoundException: /tmp/x.so (Permission denied), read-only",
    "Could not create directory for temporary file: /gone, not there",
    "x.so already loaded in another classloader, another class loader",
    "Error loading shared library ld-linux-x86-64.so.2, glibc",
    "No resource found with name '/lib/libJOCL-linux-riscv64.so', no native library for Linux on riscv",
  })
  void tellsApartWhatIsInTheWay(String second, String wanted) {
    String message =
        "trace from the attempt to load the library as a file:\nno JOCL in java.library.path: /lib\n"
            + "trace from the attempt to load the library as a resource:\n"
            + second;
    String told = NativeLibrary.describe(message, "Linux", "riscv", "/tmp");
    assertTrue(told.contains(wanted), told);
    assertEquals(1, told.lines().count());
  }
}
