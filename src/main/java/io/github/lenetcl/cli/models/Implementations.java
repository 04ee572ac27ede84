package io.github.lenetcl.cli.models;

import io.github.lenetcl.cli.terminal.TextTable;
import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.Backends;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.network.Network;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Which of a device's implementations runs each layer of a network in training. */
final class Implementations {

  /** Samples for an update: few enough for any memory, and enough for what runs batches. */
  private static final int BATCH = 64;

  private Implementations() {}

  /**
   * A layer's.
   *
   * @param layer the layer's name
   * @param runsIn what runs it
   */
  record Row(String layer, String runsIn) {}

  /** Returns those of the layers in their order; none where the device does not tell. */
  static List<Row> of(Backend backend, Network network) {
    try (Plan plan = backend.plan(PlanSpec.training(network, BATCH))) {
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < plan.implementations().size(); i++) {
        rows.add(new Row(network.layers().get(i).name(), plan.implementations().get(i)));
      }
      return rows;
    }
  }

  /** Opens a device and prints what it runs the layers in. */
  static void print(String wish, Network network, PrintWriter out) {
    try (Selection device = Backends.open(wish)) {
      out.println();
      out.println("training on " + device.backend().device().name() + ":");
      TextTable table = new TextTable();
      List<Row> rows = of(device.backend(), network);
      rows.forEach(row -> table.row(row.layer(), row.runsIn()));
      table.print(out);
      if (rows.isEmpty()) {
        out.println(device.backend().schedule(PlanSpec.training(network, BATCH)));
      }
    }
  }
}
