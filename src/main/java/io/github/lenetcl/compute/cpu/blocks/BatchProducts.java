package io.github.lenetcl.compute.cpu.blocks;

/**
 * The gradients of full connections, made over all samples of a batch at once: the weights of one
 * layer alone may be more than a cache holds, and block by block they would be read and written
 * again and again. The blocks leave their inputs and derivatives here; then any number of threads
 * share out the tasks, each of which writes parameters of its own, so that the order of all sums is
 * the same whatever the number of threads.
 */
public interface BatchProducts {

  /** Returns for how many blocks there is room. */
  int blocks();

  /** Returns into how many tasks the work is divided. */
  int tasks();

  /**
   * Makes the gradient of some parameters.
   *
   * @param task which of the tasks
   * @param blocks of how many blocks, from slot 0 on
   * @param sums where it goes, that of the ranges of {@link #covered(int)} one behind the other
   */
  void run(int task, int blocks, float[] sums);

  /** Returns how many parameters a task has, at most. */
  int mostCovered();

  /** Returns the parameters whose gradients a task makes. */
  ParameterRanges covered(int task);

  /** Returns the parameters whose gradients the blocks add themselves. */
  ParameterRanges others();
}
