package io.github.lenetcl.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.cpu.CpuBackend;
import io.github.lenetcl.compute.cpu.VectorCpuForTests;
import io.github.lenetcl.compute.opencl.OpenClForTests;
import io.github.lenetcl.oracle.OracleBackend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.opentest4j.TestAbortedException;

/**
 * The table, worked out by a process of its own. On OpenCL with empty caches nearly all of its time
 * goes to a driver's compiler, which keeps one core busy for minutes: the process begins with the
 * first test, and what it found is looked at by the last.
 */
public final class TableRows implements TestExecutionListener {

  private static Optional<TableRows.Running> running = Optional.empty();

  /**
   * The devices, and the ways in which networks run on one of OpenCL. These differ in what trains,
   * evaluates and infers; a pass of a plan for training forward or back launches the same kernels
   * in all of them, so that layers by themselves are for the first alone.
   */
  enum Way {
    CHOSEN,
    LAYER_BY_LAYER(
        Stream.of(
            new InputCases(false).groups(),
            new LossCases(false).groups(),
            new NetworkCases(false).groups())),
    FUSED(Stream.of(new NetworkCases(false).groups())),
    PLAIN,
    LANES,
    VECTORS;

    /** The whole table, which is held to the oracle. */
    private static final List<Group> TABLE = KnownCase.of(Table.groups(false));

    /** The groups that are held to the CPU instead. */
    private final List<Group> some;

    Way() {
      some = List.of();
    }

    Way(Stream<List<Group>> groups) {
      some = groups.flatMap(List::stream).toList();
    }

    private List<Group> groups() {
      return some.isEmpty() ? TABLE : some;
    }

    /** Returns the beginnings of its rows' names. */
    List<String> titles() {
      return groups().stream().map(Group::title).distinct().toList();
    }

    private Backend open() {
      return switch (this) {
        case CHOSEN -> OpenClForTests.open();
        case LAYER_BY_LAYER -> OpenClForTests.openGeneral();
        case FUSED -> OpenClForTests.openFused();
        case PLAIN -> CpuBackend.plain(2);
        case LANES -> CpuBackend.lanes(2);
        case VECTORS -> VectorCpuForTests.open();
      };
    }

    private Backend reference() {
      return some.isEmpty() ? new OracleBackend() : CpuBackend.plain(2);
    }
  }

  private record Running(Process process, Path found) {}

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    boolean wanted =
        plan.getRoots().stream()
            .flatMap(root -> plan.getDescendants(root).stream())
            .anyMatch(TableRows::isOfTheTable);
    if (wanted) {
      process();
    }
  }

  private static boolean isOfTheTable(TestIdentifier test) {
    return test.getSource()
        .filter(ClassSource.class::isInstance)
        .map(source -> ((ClassSource) source).getClassName())
        .filter(SelfTestTest.class.getName()::equals)
        .isPresent();
  }

  /** Returns the rows of a way, or ends the test where there is no device. */
  static List<Row> of(Way way) throws IOException, InterruptedException {
    way.open().close();
    Running process = process();
    int code = process.process().waitFor();
    List<String> lines = Files.readAllLines(process.found());
    assertEquals(0, code, () -> String.join("\n", lines));
    return lines.stream()
        .filter(line -> line.startsWith(way + "\t"))
        .map(line -> row(line.split("\t", -1)))
        .toList();
  }

  private static synchronized Running process() {
    if (running.isEmpty()) {
      try {
        running = Optional.of(begin());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return running.get();
  }

  private static Running begin() throws IOException {
    Path found = Files.createTempFile("rows-", ".txt");
    found.toFile().deleteOnExit();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // As this process was started, with its -D of the command line.
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("lenet."))
        .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), TableRows.class.getName()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(found.toFile())
            .start();
    return new Running(process, found);
  }

  /** The process: prints every row, and ends when nobody holds its input any more. */
  public static void main(String[] arguments) {
    Thread watch = new Thread(TableRows::endWithTheParent, "parent");
    watch.setDaemon(true);
    watch.start();
    for (Way way : Way.values()) {
      try (Backend device = way.open();
          Backend reference = way.reference()) {
        List<Row> rows = new ArrayList<>();
        boolean passed = SelfTest.run(device, reference, way.groups(), rows::add);
        assertEquals(rows.stream().allMatch(Row::passed), passed);
        rows.forEach(row -> System.out.println(way + "\t" + line(row)));
      } catch (TestAbortedException e) {
        System.out.println(way + ": " + e.getMessage()); // as its test will find
      }
    }
  }

  private static void endWithTheParent() {
    try {
      while (System.in.read() >= 0) {
        // nobody writes
      }
    } catch (IOException e) {
      // gone as well
    }
    Runtime.getRuntime().halt(1);
  }

  private static String line(Row row) {
    return String.join(
        "\t",
        row.operation(),
        Integer.toString(row.cases()),
        Double.toString(row.worstRelativeL2()),
        Double.toString(row.worstElement()),
        Boolean.toString(row.passed()),
        row.detail().replaceAll("\\s+", " "));
  }

  private static Row row(String[] parts) {
    return new Row(
        parts[1],
        Integer.parseInt(parts[2]),
        Double.parseDouble(parts[3]),
        Double.parseDouble(parts[4]),
        Boolean.parseBoolean(parts[5]),
        parts[6]);
  }
}
