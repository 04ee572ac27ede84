// Once a loss or a new value of a parameter is not finite, nothing is updated until the parameters are written anew. Of
// two flags each launch reads one and sets the other, by turns, so that what one work-item finds does not touch another
// of the same launch.

// Whether an earlier launch came to a halt.
static bool halted(global const int *halt, int turn) { return halt[turn] != 0; }

// Halts the launches to come if this or an earlier one failed. The barrier keeps the arithmetic before it free of what
// compilers for CPUs cannot make vector instructions of; all work-items must come here.
static void halt_if(bool failed, global int *halt, int turn) {
  barrier(CLK_LOCAL_MEM_FENCE);
  if (failed) {
    atomic_or(halt + 1 - turn, 1);
  }
}
