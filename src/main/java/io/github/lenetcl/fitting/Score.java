package io.github.lenetcl.fitting;

/**
 * How well a network does on some images.
 *
 * @param samples how many images
 * @param loss the mean loss
 * @param accuracy the part that is read right, 0 to 1
 */
public record Score(int samples, double loss, double accuracy) {}
