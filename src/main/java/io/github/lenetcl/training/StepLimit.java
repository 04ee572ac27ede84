package io.github.lenetcl.training;

/**
 * The most updates of a run, all passes together, in samples.
 *
 * @param steps how many updates
 * @param total samples of a pass
 * @param batch samples of an update
 */
record StepLimit(long steps, int total, int batch) {

  /** {@return the updates of a whole pass} */
  int stepsOfPass() {
    return PassRunner.steps(total, batch);
  }

  /** {@return the samples of a pass that may be taken} */
  int samplesOf(int pass) {
    long left = steps - (pass - 1L) * stepsOfPass();
    long allowed = Math.max(0, Math.min(left, stepsOfPass()));
    return (int) Math.min(total, allowed * batch);
  }

  /** {@return the samples of all passes up to one that may be taken} */
  long samplesTo(int pass) {
    long full = Math.min(pass, steps / stepsOfPass());
    return full * total + (full < pass ? samplesOf((int) full + 1) : 0);
  }
}
