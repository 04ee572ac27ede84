/**
 * ONNX files: a model written so that ONNX Runtime and others run it, and networks of other
 * frameworks read, as far as they are made of layers that we have.
 *
 * <p>ONNX is a protocol-buffers format. Of its messages we need eight, of the wire format three
 * types, so that both are written here in a few pages rather than taken from a library several
 * times the size of this one.
 *
 * <p><b>What is written</b> (operator set 13): the input {@code input} [N, maps, rows, columns], N
 * free, holds the network's inputs, that is grey levels after the model's scaling; {@code output}
 * is [N, classes], or [N, maps, rows, columns] where there is more than one position. Nodes are
 * named after the layers, weights after the parameters.
 *
 * <ul>
 *   <li>A convolution over some of its input maps is a dense one with zeros.
 *   <li>Subsampling is a depthwise convolution whose kernels hold the coefficient.
 *   <li>Layers without shared weights gather each window by a convolution of ones and zeros, then
 *       multiply and add by {@code Einsum}.
 *   <li>Radial basis functions are {@code Sub} and {@code ReduceSumSquare}; fixed centres stand in
 *       a {@code Constant}, trainable ones in an initializer.
 *   <li>Stochastic and spatial pooling are written as they act when they are not trained.
 *   <li>What the model's metadata hold (classes, scaling, where it comes from) stands in {@code
 *       metadata_props} under the names that model files use.
 * </ul>
 *
 * <p><b>What is read</b>: operator sets 5 and later, in four passes. {@link
 * io.github.lenetcl.model.onnx.OnnxDecoder} makes records of the bytes, {@link
 * io.github.lenetcl.model.onnx.SortedGraph} keeps the nodes that lead to the output and refuses
 * operators that are none of ours, {@link io.github.lenetcl.model.onnx.GraphReader} finds out what
 * each tensor is (a {@link io.github.lenetcl.model.onnx.Term}), and {@link
 * io.github.lenetcl.model.onnx.Neighbours} folds factors and shifts into the sums beside them, of
 * which {@link io.github.lenetcl.model.onnx.Layers} are made. Our own files give the network they
 * were written from, but for these points: paddings come back as numbers of rows and columns;
 * kernels that are all zero leave the connection table; a full connection over several positions
 * comes back as a convolution 1×1, spatial pooling as a maximum and a mean, and flattening a single
 * position not at all.
 *
 * <p>{@link io.github.lenetcl.model.onnx.KerasFiles} reads models of Keras by the same way: {@link
 * io.github.lenetcl.model.onnx.KerasGraph} writes their layers as nodes.
 */
package io.github.lenetcl.model.onnx;
