package io.github.lenetcl.selftest;

import java.util.Locale;

/** The worst of the cases of one operation so far. */
final class Score {

  private final String operation;
  private final Gate gate;
  private int cases;
  private Deviation worst = new Deviation(0, 0);
  private double worstElement;
  private boolean passed = true;
  private String detail = "";

  Score(String operation, Gate gate) {
    this.operation = operation;
    this.gate = gate;
  }

  void add(String name, Deviation deviation) {
    cases++;
    worstElement = Math.max(worstElement, deviation.element());
    if (deviation.relativeL2() > worst.relativeL2()) {
      worst = deviation;
      detail = passed ? "furthest: " + name : detail;
    }
    if (!gate.admits(deviation)) {
      fail(
          String.format(
              Locale.ROOT,
              "%s: relative L2 %.2g, wanted %.2g; worst value off by %.2g of what is allowed",
              name,
              deviation.relativeL2(),
              gate.relativeL2(),
              deviation.element()));
    }
  }

  /** Fails the row; the first reason is kept. */
  void fail(String reason) {
    detail = passed ? reason : detail;
    passed = false;
  }

  Row row() {
    return new Row(operation, cases, worst.relativeL2(), worstElement, passed, detail);
  }
}
