package io.github.lenetcl.selftest;

import io.github.lenetcl.compute.Plan;
import java.util.ArrayList;
import java.util.List;

/** What a case computed on a backend, under the names of the operations. */
final class Results {

  /**
   * One array.
   *
   * @param operation the row that it counts for
   * @param what what it is, for the reader of a failure
   * @param values the array
   */
  record Entry(String operation, String what, float[] values) {}

  private final List<Entry> entries = new ArrayList<>();
  private final List<String> damaged = new ArrayList<>();

  void add(String operation, String what, float... values) {
    entries.add(new Entry(operation, what, values));
  }

  /** Notes which buffers of a plan were written past their end. */
  void checkGuards(Plan plan) {
    damaged.addAll(plan.damagedGuards());
  }

  List<Entry> entries() {
    return entries;
  }

  List<String> damaged() {
    return damaged;
  }
}
