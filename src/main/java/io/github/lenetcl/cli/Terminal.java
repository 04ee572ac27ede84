package io.github.lenetcl.cli;

/** What the process writes to. */
final class Terminal {

  private static final int USUAL_WIDTH = 80;

  private Terminal() {}

  /** Returns whether people look on, at a terminal on which a line can be drawn over. */
  static boolean isThere() {
    return System.console() != null && !"dumb".equals(System.getenv("TERM"));
  }

  /** Returns its columns, as far as the environment tells, less one that would wrap the line. */
  static int width() {
    String columns = System.getenv("COLUMNS");
    boolean told = columns != null && columns.matches("[1-9]\\d{1,3}");
    return (told ? Integer.parseInt(columns) : USUAL_WIDTH) - 1;
  }
}
