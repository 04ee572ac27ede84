package io.github.lenetcl.model;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Properties;

/** Which build of this library runs, for what is to be told years later. */
public final class Build {

  private Build() {}

  /** {@return the release, such as 0.2.0; none where the classes are not in a jar} */
  public static Optional<String> version() {
    return Optional.ofNullable(Build.class.getPackage().getImplementationVersion());
  }

  /**
   * {@return the commit that it was built from, as Git shortens it, with {@code -dirty} behind it
   * where the tree had other changes; none where it was built outside a clone}
   */
  public static Optional<String> commit() {
    try (InputStream in = Build.class.getResourceAsStream("build.properties")) {
      if (in == null) {
        return Optional.empty();
      }
      Properties told = new Properties();
      told.load(in);
      return Optional.ofNullable(told.getProperty("git.commit.id.describe"));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** {@return both in a line, such as {@code lenet-cl 0.2.0, commit 32bea85}} */
  public static String line() {
    return "lenet-cl"
        + version().map(version -> " " + version).orElse(" (not from a jar)")
        + commit().map(commit -> ", commit " + commit).orElse("");
  }
}
