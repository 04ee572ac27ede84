/**
 * Throughput of LeNet-5 on one or several devices, measured in turns in one run, beside what each
 * device can do at best.
 */
package io.github.lenetcl.bench;
