package io.github.lenetcl.compute.opencl;

/**
 * What keeps updates from going on after something that is not finite: two flags on the device, of
 * which each launch reads one and sets the other, by turns.
 */
final class Halt {

  private final Workspace workspace;
  private final ClBuffer flags;
  private int turn;

  Halt(Workspace workspace) {
    this.workspace = workspace;
    flags = workspace.zeros("halt flags", 2);
  }

  ClBuffer flags() {
    return flags;
  }

  /** Returns the flag that the next launch reads. */
  int nextTurn() {
    turn = 1 - turn;
    return turn;
  }

  /** Lets updates go on. */
  void end() {
    workspace.clear(flags);
  }
}
