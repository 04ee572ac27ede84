package io.github.lenetcl.selftest;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.DeviceException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Proves a device: every operation forward, backward to inputs and to parameters, and curvature,
 * within a relative L2 error of 1e-6 of the reference, no value off by more than 1e-5 + 1e-4 of
 * itself; LeNet-5 as a whole within 1e-5; training steps that repeat bit for bit. Buffers are
 * filled with NaN before and have canaries behind them.
 */
public final class SelfTest {

  private SelfTest() {}

  /** {@return the titles of all groups of rows} */
  public static List<String> titles() {
    return Table.groups(true).stream().map(Group::title).distinct().toList();
  }

  /**
   * Runs the table.
   *
   * @param device the device to prove
   * @param reference what it is compared with
   * @param small whether to leave out what takes a simulator of a device more than about a minute
   * @param only parts of the titles of the groups to run; with none, all are run
   * @param rows gets each row when it is done
   * @return whether every row passed
   */
  public static boolean run(
      Backend device, Backend reference, boolean small, List<String> only, Consumer<Row> rows) {
    List<Group> groups =
        Table.groups(small).stream()
            .filter(group -> only.isEmpty() || only.stream().anyMatch(group.title()::contains))
            .toList();
    return run(device, reference, groups, rows);
  }

  /** Runs some groups of a table, as {@link #run(Backend, Backend, boolean, List, Consumer)}. */
  static boolean run(Backend device, Backend reference, List<Group> groups, Consumer<Row> rows) {
    boolean passed = true;
    for (Group group : groups) {
      for (Row row : run(group, device, reference)) {
        passed &= row.passed();
        rows.accept(row);
      }
    }
    return passed;
  }

  private static List<Row> run(Group group, Backend device, Backend reference) {
    Map<String, Score> scores = new LinkedHashMap<>();
    for (Case each : group.cases()) {
      try {
        compare(each, each.on(device), each.expected(device, reference), group, scores);
      } catch (DeviceException e) {
        Score score =
            scores.computeIfAbsent("device", key -> new Score(group.title(), group.gate()));
        score.fail(each.name() + ": " + e.getMessage());
      }
    }
    return scores.values().stream().map(Score::row).toList();
  }

  private static void compare(
      Case each, Results actual, Results expected, Group group, Map<String, Score> scores) {
    for (int i = 0; i < expected.entries().size(); i++) {
      Results.Entry entry = actual.entries().get(i);
      Score score =
          scores.computeIfAbsent(
              entry.operation(),
              operation -> new Score(group.title() + ", " + operation, group.gate()));
      score.add(
          entry.what().isEmpty() ? each.name() : each.name() + ": " + entry.what(),
          group.gate().compare(entry.values(), expected.entries().get(i).values()));
      if (!actual.damaged().isEmpty()) {
        score.fail(each.name() + ": wrote past the end of " + actual.damaged());
      }
    }
  }
}
