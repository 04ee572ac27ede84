package io.github.lenetcl;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/** Lets classes that take many seconds run last, so that mistakes are told early. */
public final class QuickFirst implements ClassOrderer {

  /** Parts of the names of slow classes, the slowest last. */
  private static final List<String> SLOW =
      List.of(
          ".bench.",
          ".serve.",
          ".cli.",
          ".experiment.",
          "DocumentsTest",
          "ShellBlocksTest",
          "CentralDifferencesTest",
          ".oracle.",
          ".compute.opencl.",
          "TunerTest",
          "SelfTest");

  @Override
  public void orderClasses(ClassOrdererContext context) {
    context
        .getClassDescriptors()
        .sort(
            Comparator.<ClassDescriptor>comparingInt(test -> slowness(name(test)))
                .thenComparing(QuickFirst::name));
  }

  private static String name(ClassDescriptor test) {
    return test.getTestClass().getName();
  }

  private static int slowness(String name) {
    int slowness = -1;
    for (int i = 0; i < SLOW.size(); i++) {
      slowness = name.contains(SLOW.get(i)) ? i : slowness;
    }
    return slowness;
  }
}
