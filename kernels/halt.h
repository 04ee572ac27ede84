// Once a loss or a new value of a parameter is not finite, nothing is updated until the parameters are written anew. Of
// two flags each launch reads one and sets the other, by turns, so that what one work-item finds does not touch another
// of the same launch.

// Whether an earlier launch came to a halt; the first work-item passes it on.
static bool halted(global int *halt, int turn) {
  const bool result = halt[turn] != 0;
  if (result && get_global_id(0) == 0) {
    atomic_or(halt + 1 - turn, 1);
  }
  return result;
}

// Whether this value is finite; all launches to come are halted if it is not.
static bool finite_or_halt(float value, global int *halt, int turn) {
  if (!isfinite(value)) {
    atomic_or(halt + 1 - turn, 1);
  }
  return isfinite(value);
}
