package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.Workspace;

/**
 * What keeps updates from going on after something that is not finite: two flags on the device, of
 * which each launch reads one and sets the other, by turns.
 */
public final class Halt {

  private final Workspace workspace;
  private final ClBuffer flags;
  private int turn;

  /** Makes flags that stop nothing yet. */
  public Halt(Workspace workspace) {
    this.workspace = workspace;
    flags = workspace.zeros("halt flags", 2);
  }

  /** Returns the two flags, as the kernels take them. */
  public ClBuffer flags() {
    return flags;
  }

  /** Returns the flag that the next launch reads. */
  public int nextTurn() {
    turn = 1 - turn;
    return turn;
  }

  /** Lets updates go on. */
  public void end() {
    workspace.clear(flags);
  }
}
