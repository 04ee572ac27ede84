package io.github.lenetcl.compute.opencl.device;

import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jocl.CLException;

/** The programs of a context, each built once: from the cache on disk, or else from its source. */
public final class Programs implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Programs.class.getName());

  private final ClContext context;
  private final ProgramCache cache;
  private final Map<String, ClProgram> built = new HashMap<>();
  private int compiled;

  /** Builds none yet. */
  public Programs(ClContext context, ProgramCache cache) {
    this.context = context;
    this.cache = cache;
  }

  /**
   * Returns a file of kernels built for some sizes.
   *
   * @param file its name: convolution.cl, …
   * @param sizes the macros that say for what it is compiled
   */
  ClProgram get(String file, Map<String, Integer> sizes) {
    return get(file, Map.of(), sizes);
  }

  /**
   * The same with some texts in place of the files that it includes.
   *
   * @param file its name
   * @param written the texts, by the names of the files
   * @param sizes the macros
   */
  synchronized ClProgram get(String file, Map<String, String> written, Map<String, Integer> sizes) {
    StringBuilder options = new StringBuilder("-cl-std=CL1.2 -w");
    new TreeMap<>(sizes).forEach((name, value) -> options.append(" -D " + name + "=" + value));
    String key = file + " " + options + " " + written;
    return built.computeIfAbsent(key, absent -> build(file, written, options.toString()));
  }

  /** Returns how many programs had to be compiled so far. */
  public synchronized int compiled() {
    return compiled;
  }

  private ClProgram build(String file, Map<String, String> written, String options) {
    String source = KernelSource.load(file, written);
    ClDevice device = context.device();
    String key =
        ProgramCache.key(
            source,
            options,
            device.info().name(),
            device.info().platform(),
            device.info().driver(),
            device.platformVersion());
    Optional<byte[]> binary = cache.load(key);
    if (binary.isPresent()) {
      try {
        return ClProgram.fromBinary(context, file, binary.get(), options);
      } catch (CLException e) {
        LOG.log(Level.DEBUG, "{0} from the cache: {1}; compiling", file, e.getMessage());
      }
    }
    ClProgram program = ClProgram.fromSource(context, file, source, options);
    compiled++;
    if (cache.folder().isEmpty()) {
      return program; // some drivers compile once more to give a binary
    }
    try {
      cache.store(key, program.binary());
    } catch (CLException e) {
      LOG.log(Level.DEBUG, "{0}: {1}; not cached", file, e.getMessage());
    }
    return program;
  }

  @Override
  public synchronized void close() {
    built.values().forEach(ClProgram::close);
    built.clear();
  }
}
