package io.github.lenetcl.compute.opencl.tuning;

import io.github.lenetcl.compute.DeviceInfo;
import io.github.lenetcl.compute.opencl.device.ProgramCache;
import io.github.lenetcl.data.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * What is known of devices: for each a properties file with the sizes that its kernels like, in the
 * cache folder as {@code lenet tune} writes it, or else in the jar. A file that is wrong, or of
 * another driver than the present one, is told of in one line and left alone.
 */
public final class Tunings {

  private static final System.Logger LOG = System.getLogger(Tunings.class.getName());
  private static final String SHIPPED = "/io/github/lenetcl/tuning/";
  private static final String DRIVER = "driver";

  private final Optional<Path> folder;

  private Tunings(Optional<Path> folder) {
    this.folder = folder;
  }

  /** {@return the tunings that the user sees: in the folder of compiled kernels, and in the jar} */
  public static Tunings ofUser() {
    return new Tunings(ProgramCache.ofUser().folder());
  }

  /**
   * {@return the tunings of a folder, and those in the jar}
   *
   * @param folder the folder
   */
  public static Tunings in(Path folder) {
    return new Tunings(Optional.of(folder));
  }

  /**
   * {@return the sizes for a device: its own, or else the usual ones}
   *
   * @param device the device
   */
  public Tuning of(DeviceInfo device) {
    Optional<Path> file = file(device).filter(Files::isRegularFile);
    if (file.isPresent()) {
      try {
        return parse(Files.readString(file.get()), file.get().toString(), device);
      } catch (IOException | IllegalArgumentException e) {
        LOG.log(
            Level.WARNING,
            "{0}; the usual sizes are used until \"lenet tune\" has run again",
            e.getMessage());
        return Tuning.usual(device.kind());
      }
    }
    return shipped(device).orElseGet(() -> Tuning.usual(device.kind()));
  }

  private static Optional<Tuning> shipped(DeviceInfo device) {
    String name = SHIPPED + name(device);
    try (InputStream in = Tunings.class.getResourceAsStream(name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), name, device));
    } catch (IOException e) {
      throw new IllegalStateException(name + ": " + e.getMessage(), e);
    }
  }

  private static Tuning parse(String text, String name, DeviceInfo device) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = new StringReader(text)) {
      properties.load(reader);
    } catch (IllegalArgumentException e) {
      throw wrong(name, "its text", e.getMessage(), "a properties file");
    }
    String driver = properties.getProperty(DRIVER, device.driver());
    if (!driver.equals(device.driver())) {
      throw wrong(name, DRIVER, driver, device.driver() + ", the device's");
    }
    Tuning tuning = Tuning.usual(device.kind());
    for (String key : properties.stringPropertyNames()) {
      if (key.equals(DRIVER)) {
        continue;
      }
      Knob knob = Knob.of(key).orElseThrow(() -> wrong(name, "a key", key, "one of a size"));
      String value = properties.getProperty(key).strip();
      int size =
          knob.candidates().stream()
              .filter(candidate -> candidate.toString().equals(value))
              .findFirst()
              .orElseThrow(() -> wrong(name, key, value, "one of " + knob.candidates()));
      tuning = tuning.with(knob, size);
    }
    return tuning;
  }

  private static IllegalArgumentException wrong(
      String name, String field, String found, String wanted) {
    return new IllegalArgumentException(
        name + ": " + field + " is " + found + ", wanted " + wanted);
  }

  /**
   * Keeps the sizes for a device, for every run to come.
   *
   * @param device the device
   * @param tuning its sizes
   * @return the file
   * @throws IOException if it cannot be written, or the cache is off
   */
  public Path save(DeviceInfo device, Tuning tuning) throws IOException {
    Path file =
        file(device)
            .orElseThrow(() -> new IOException("lenet.cache is off, wanted a folder to keep it"));
    List<String> lines = new ArrayList<>();
    lines.add("# " + device.name() + ", " + device.platform() + ": sizes found by lenet tune");
    lines.add(DRIVER + "=" + device.driver().replace("\\", "\\\\"));
    for (Knob knob : Knob.values()) {
      lines.add(knob.key() + "=" + tuning.get(knob));
    }
    Files.createDirectories(file.getParent());
    byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file, out -> out.write(text));
    return file;
  }

  private Optional<Path> file(DeviceInfo device) {
    return folder.map(there -> there.resolve("tuning").resolve(name(device)));
  }

  /** A device's name as that of a file. */
  private static String name(DeviceInfo device) {
    String words = device.platform() + " " + device.name();
    return words.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".properties";
  }
}
