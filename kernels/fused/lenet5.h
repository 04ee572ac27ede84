// LeNet-5 in the local memory of one work-group: sizes, and where things lie. Shapes are the network's own: an input of
// 32x32, one position.
#ifndef GROUP
#define GROUP 256
#endif
#define KERNEL 5

#define INPUT_SIDE 32
#define C1_MAPS 6
#define C1_SIDE 28
#define S2_SIDE 14
#define C3_MAPS 16
#define C3_SIDE 10
#define S4_SIDE 5
#define S4_UNITS (C3_MAPS * S4_SIDE * S4_SIDE)
#define C5_UNITS 120
#define F6_UNITS 84
#define CLASSES 10

// Where each layer's parameters begin in the vector of all.
#define C1_WEIGHT 0
#define C1_BIAS 150
#define S2_COEFFICIENT 156
#define S2_BIAS 162
#define C3_WEIGHT 168
#define C3_BIAS 1668
#define S4_COEFFICIENT 1684
#define S4_BIAS 1700
#define C5_WEIGHT 1716
#define C5_BIAS 49716
#define F6_WEIGHT 49836
#define F6_BIAS 59916
#define PARAMETERS 60000

// The layers below C5, whose parameters are kept in local memory.
#define SHARED_PARAMETERS 1716

// Places in local memory, in floats; all even or multiples of four, as vectors are read there. Rows of the input and
// maps of C1 are padded, so that neighbouring lanes read different banks. The input's place is scratch once C1 is done.
#define INPUT_STRIDE 34
#define SCRATCH_UNITS 1176
#define S2_AREA (S2_SIDE * S2_SIDE)
#define C3_AREA (C3_SIDE * C3_SIDE)
#define C1_AREA 786
#define INPUT_AT 0
#define SCRATCH_AT INPUT_AT
#define S2_AT (SCRATCH_AT + SCRATCH_UNITS)
#define C3_AT (S2_AT + C1_MAPS * S2_AREA)
#define S4_AT (C3_AT + C3_MAPS * C3_AREA)
#define C5_AT (S4_AT + S4_UNITS)
#define F6_AT (C5_AT + C5_UNITS)
#define PENALTY_AT (F6_AT + F6_UNITS)
#define SEED_AT (PENALTY_AT + CLASSES)
#define PARAMETERS_AT (SEED_AT + CLASSES)
#define FORWARD_FLOATS (PARAMETERS_AT + SHARED_PARAMETERS)
#define C1_AT FORWARD_FLOATS
#define BACKWARD_FLOATS (C1_AT + C1_MAPS * C1_AREA)

// A sample's trace in global memory: its gradient by the parameters below C5; then what the gradient above is made of,
// the derivatives by C5 and F6 and the units that they are multiplied with; then 1, 0, 0, 0. All begin at multiples of
// four.
#define TRACE_C5 SHARED_PARAMETERS
#define TRACE_S4 (TRACE_C5 + C5_UNITS)
#define TRACE_F6 (TRACE_S4 + S4_UNITS)
#define TRACE_C5_UNITS (TRACE_F6 + F6_UNITS)
#define TRACE_ONE (TRACE_C5_UNITS + C5_UNITS)
#define TRACE_FLOATS (TRACE_ONE + 4)
