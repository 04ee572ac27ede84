/**
 * From a picture to pieces that may be digits: heuristic over-segmentation (LeCun et al. 1998,
 * Section V-B).
 *
 * <p>Start at {@link io.github.lenetcl.reading.segmentation.Segmentation}. A picture becomes a
 * {@linkplain io.github.lenetcl.reading.segmentation.CleanLine clean line} of one size, its
 * {@linkplain io.github.lenetcl.reading.segmentation.Blob connected ink} is {@linkplain
 * io.github.lenetcl.reading.segmentation.Cut cut} into {@linkplain
 * io.github.lenetcl.reading.segmentation.Part parts}, and neighbouring parts are {@linkplain
 * io.github.lenetcl.reading.segmentation.Piece pieces}, each {@linkplain
 * io.github.lenetcl.reading.segmentation.PieceImage drawn} as the network knows digits.
 */
package io.github.lenetcl.reading.segmentation;
