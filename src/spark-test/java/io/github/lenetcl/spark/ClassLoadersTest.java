package io.github.lenetcl.spark;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.lenetcl.compute.Backends;
import io.github.lenetcl.compute.DeviceException;
import java.net.URL;
import java.net.URLClassLoader;
import org.apache.commons.io.FilenameUtils;
import org.junit.jupiter.api.Test;

/** OpenCL under the class loaders that Spark makes for --jars: children, perhaps several. */
class ClassLoadersTest {

  private static URL place(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  /** Opens OpenCL's first device there, and returns why it was taken. */
  private static String open(ClassLoader loader) throws Exception {
    Class<?> backends = Class.forName(Backends.class.getName(), true, loader);
    assertNotSame(Backends.class, backends);
    Object selection = backends.getMethod("open", String.class).invoke(null, "opencl");
    try {
      return (String) selection.getClass().getMethod("reason").invoke(selection);
    } finally {
      selection.getClass().getMethod("close").invoke(selection);
    }
  }

  @Test
  void severalLoadersDoNotStandInEachOthersWay() throws Exception {
    try {
      Backends.open("opencl").close();
    } catch (DeviceException e) {
      assertNotEquals("required", System.getProperty("lenet.opencl"), e.getMessage());
      assumeTrue(false, e.getMessage());
    }
    URL[] jars = {
      place(Backends.class), place(Class.forName("org.jocl.CL")), place(FilenameUtils.class)
    };
    ClassLoader parent = ClassLoader.getPlatformClassLoader();
    try (URLClassLoader one = new URLClassLoader(jars, parent);
        URLClassLoader other = new URLClassLoader(jars, parent)) {
      assertTrue(open(one).startsWith("device: opencl:"));
      assertTrue(open(other).startsWith("device: opencl:"));
      assertTrue(open(one).startsWith("device: opencl:"), "still");
    }
  }
}
