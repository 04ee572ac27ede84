/**
 * Labelled images and where they come from: files in the forms in which people keep them ({@link
 * io.github.lenetcl.data.Form}), folders of pictures, the digits that the project draws itself, and
 * the download of MNIST.
 *
 * <p>Start at {@link io.github.lenetcl.data.DataSets#open}. Images are bytes, 0 for the background
 * and 255 for ink, as MNIST's are; how a network scales them is not decided here. Everything read
 * from outside is checked before it is used, and a {@link io.github.lenetcl.data.BadInputException}
 * says in one line what is wrong.
 */
package io.github.lenetcl.data;
