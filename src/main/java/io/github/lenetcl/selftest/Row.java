package io.github.lenetcl.selftest;

/**
 * What became of one operation in all its cases.
 *
 * @param operation the operation: convolution, forward
 * @param cases how many arrays were compared: none, if the device could not run it
 * @param worstRelativeL2 the largest ‖device − reference‖ / ‖reference‖ of an array; infinite where
 *     a value is not a number
 * @param worstElement the largest deviation of a value, as a share of what is allowed for it: at
 *     most 1 where all is right; infinite as above
 * @param passed whether every case kept within the gates and inside its buffers
 * @param detail the case that went furthest, or what went wrong
 */
public record Row(
    String operation,
    int cases,
    double worstRelativeL2,
    double worstElement,
    boolean passed,
    String detail) {}
