// Written by the host from the network, for a sample in each work-group.
#define GROUP 256
#define KERNEL 5
#define INPUT_SIDE 32

// C1.
#define C1_MAPS 6
#define C1_SIDE 28
#define C1_AREA 784
#define C1_UNITS 4704
#define C1_WEIGHT 0
#define C1_BIAS 150

// S2.
#define S2_MAPS 6
#define S2_SIDE 14
#define S2_AREA 196
#define S2_UNITS 1176
#define S2_COEFFICIENT 156
#define S2_BIAS 162

// C3.
#define C3_MAPS 16
#define C3_SIDE 10
#define C3_AREA 100
#define C3_UNITS 1600
#define C3_WEIGHT 168
#define C3_BIAS 1668

// S4.
#define S4_MAPS 16
#define S4_SIDE 5
#define S4_AREA 25
#define S4_UNITS 400
#define S4_COEFFICIENT 1684
#define S4_BIAS 1700

// C5.
#define C5_UNITS 120
#define C5_WEIGHT 1716
#define C5_BIAS 49716

// F6.
#define F6_UNITS 84
#define F6_WEIGHT 49836
#define F6_BIAS 59916

// RBF.
#define RBF_UNITS 10

// All parameters, and those below C5, which are kept in local memory.
#define PARAMETERS 60000
#define SHARED_PARAMETERS 1716

// Sums over connections are shared by some lanes, in parts.
#define C5_PARTS 4
#define F6_PARTS 3
#define RBF_PARTS 21
#define TO_C5_PARTS 7
#define TO_S4_PARTS 2
#define C1_ROW_PARTS 7

// C3.
constant uchar C3_FIRST[] = {0, 3, 6, 9, 12, 15, 18, 22, 26, 30, 34, 38, 42, 46, 50, 54, 60};
constant uchar C3_INPUTS[] = {0, 1, 2, 1, 2, 3, 2, 3, 4, 3, 4, 5, 0, 4, 5, 0, 1, 5, 0, 1, 2, 3, 1, 2, 3, 4,
    2, 3, 4, 5, 0, 3, 4, 5, 0, 1, 4, 5, 0, 1, 2, 5, 0, 1, 3, 4, 1, 2, 4, 5, 0, 2, 3, 5, 0, 1, 2, 3, 4, 5};
constant uchar C3_OUTPUTS[] = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6, 6, 7, 7, 7, 7,
    8, 8, 8, 8, 9, 9, 9, 9, 10, 10, 10, 10, 11, 11, 11, 11, 12, 12, 12, 12, 13, 13, 13, 13, 14, 14, 14, 14,
    15, 15, 15, 15, 15, 15};
constant uchar C3_FIRST_READER[] = {0, 10, 20, 30, 40, 50, 60};
constant uchar C3_READERS[] = {0, 12, 15, 18, 30, 34, 38, 42, 50, 54, 1, 3, 16, 19, 22, 35, 39, 43, 46, 55,
    2, 4, 6, 20, 23, 26, 40, 47, 51, 56, 5, 7, 9, 21, 24, 27, 31, 44, 52, 57, 8, 10, 13, 25, 28, 32, 36, 45,
    48, 58, 11, 14, 17, 29, 33, 37, 41, 49, 53, 59};
#define C3_PAIRS 60

// Places in local memory, in floats. Rows of the input and maps of C1 are padded.
#define INPUT_STRIDE 34
#define C1_STRIDE 786
#define INPUT_AT 0
#define SCRATCH_AT 0
#define S2_AT 1176
#define C3_AT 2352
#define S4_AT 3952
#define C5_AT 4352
#define F6_AT 4472
#define PENALTY_AT 4556
#define SEED_AT 4566
#define PARAMETERS_AT 4576
#define FORWARD_FLOATS 6292
#define C1_AT 6292
#define BACKWARD_FLOATS 11008

// A sample's trace.
#define TRACE_C5 1716
#define TRACE_S4 1836
#define TRACE_F6 2236
#define TRACE_C5_UNITS 2320
#define TRACE_ONE 2440
#define TRACE_FLOATS 2444

// Tiles of an update.
#define TILES 4110
