package io.github.lenetcl.selftest;

import java.util.List;

/**
 * Cases of one kind, a row for each of their operations.
 *
 * @param title the first words of the rows
 * @param gate how far they may be off
 * @param cases the cases
 */
record Group(String title, Gate gate, List<Case> cases) {}
