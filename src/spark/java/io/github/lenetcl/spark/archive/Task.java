package io.github.lenetcl.spark.archive;

/** What the pictures of an archive are. */
enum Task {
  /** One digit each. */
  DIGITS("classify", "lenet_classify"),
  /** One line of digits each. */
  LINES("read", "lenet_read"),
  /** Lines below each other. */
  PAGES("read pages", "lenet_read_page");

  private final String name;
  private final String function;

  Task(String name, String function) {
    this.name = name;
    this.function = function;
  }

  /** {@return the SQL function that answers} */
  String function() {
    return function;
  }

  /** {@return what the rows of the tables are} */
  String counted() {
    return this == PAGES ? "rows" : "pictures";
  }

  /** {@return whether lines are read} */
  boolean reads() {
    return this != DIGITS;
  }

  /** {@return what it is called in an archive's settings} */
  @Override
  public String toString() {
    return name;
  }
}
