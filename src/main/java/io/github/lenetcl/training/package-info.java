/**
 * Training: a {@link io.github.lenetcl.training.Recipe} says how, a {@link
 * io.github.lenetcl.training.Trainer} does it on a device, a {@link
 * io.github.lenetcl.training.TrainingListener} looks on, and a {@link
 * io.github.lenetcl.training.Checkpoint} lets a run go on later as if it had never stopped.
 */
package io.github.lenetcl.training;
