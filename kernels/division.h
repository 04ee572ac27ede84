// Division by what the host knows and the compiler does not: a multiplication and a shift, as a compiler makes of a
// constant. The low half of a divisor is the factor, the high half the shift; dividends are not negative.
static int quotient(int dividend, ulong divisor) {
  return (int)(mul_hi((uint)dividend << 1, (uint)divisor) >> (uint)(divisor >> 32));
}
