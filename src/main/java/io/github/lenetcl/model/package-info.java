/**
 * Model files, and the safetensors format that they share with checkpoints and gradients.
 *
 * <p>A model file is a safetensors file (PyTorch reads it with {@code load_file}). Its tensors are
 * the network's parameters, named after the layers: for LeNet-5 {@code C1.weight} [6, 1, 5, 5],
 * {@code C1.bias} [6], {@code S2.coefficient} [6], {@code S2.bias} [6], {@code C3.weight} [16, 6,
 * 5, 5] with 0 where Table I connects nothing, {@code C3.bias} [16], {@code S4.coefficient} [16],
 * {@code S4.bias} [16], {@code C5.weight} [120, 16, 5, 5], {@code C5.bias} [120], {@code F6.weight}
 * [84, 120], {@code F6.bias} [84]; then {@code RBF.centers} [classes, 84]; and, where the name of
 * the scaling does not say all, {@code scaling.levels} [256] or {@code scaling.mean} and {@code
 * scaling.factor} [pixels]. Its strings:
 *
 * <ul>
 *   <li>{@code lenet-cl.format}: 1;
 *   <li>{@code network}: {@code lenet5}, or the input's shape and the layers as JSON, as
 *       docs/networks.md describes it, without centres: those of an output layer stand in a tensor,
 *       and of trainable ones, which are parameters, what they started from, as {@code RBF.start};
 *   <li>{@code classes}: a JSON list of names;
 *   <li>{@code scaling}: {@code paper}, {@code unit}, {@code ink}, {@code standard} or {@code
 *       per-pixel};
 *   <li>as far as known {@code loss} ({@code map}, {@code mse}, {@code cross-entropy} or {@code
 *       squared-error}), {@code j}, {@code loss_scale}, {@code recipe}, {@code seed}, {@code
 *       passes}, {@code test_error} (from 0 to 1), {@code data}, and others under {@code note.};
 *   <li>in a checkpoint, the state of the training under {@code checkpoint.}, as tensors too.
 * </ul>
 *
 * <p>A file with LeNet-5's tensors and without {@code lenet-cl.format} is taken as LeNet-5 with the
 * paper's scaling, of unknown provenance. Its {@code RBF.centers} may be left out; the classes are
 * numbered from 0.
 */
package io.github.lenetcl.model;
