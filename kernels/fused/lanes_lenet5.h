// LeNet-5's sizes, its places in the vector of parameters, and Table I of LeCun et al. 1998.

#define KERNEL 5
#define WINDOW (KERNEL * KERNEL)
#define INPUT_SIDE 32
#define C1_MAPS 6
#define C1_SIDE 28
#define S2_SIDE 14
#define C3_MAPS 16
#define C3_PAIRS 60
#define C3_SIDE 10
#define S4_SIDE 5
#define S4_UNITS (C3_MAPS * S4_SIDE * S4_SIDE)
#define C5_UNITS 120
#define F6_UNITS 84
#ifndef CLASSES
#define CLASSES 10
#endif

#define C1_WEIGHTS 0
#define C1_BIASES (C1_WEIGHTS + C1_MAPS * WINDOW)
#define S2_COEFFICIENTS (C1_BIASES + C1_MAPS)
#define S2_BIASES (S2_COEFFICIENTS + C1_MAPS)
#define C3_WEIGHTS (S2_BIASES + C1_MAPS)
#define C3_BIASES (C3_WEIGHTS + C3_PAIRS * WINDOW)
#define S4_COEFFICIENTS (C3_BIASES + C3_MAPS)
#define S4_BIASES (S4_COEFFICIENTS + C3_MAPS)
#define C5_WEIGHTS (S4_BIASES + C3_MAPS)
#define C5_BIASES (C5_WEIGHTS + C5_UNITS * S4_UNITS)
#define F6_WEIGHTS (C5_BIASES + C5_UNITS)
#define F6_BIASES (F6_WEIGHTS + F6_UNITS * C5_UNITS)
#define PARAMETERS (F6_BIASES + F6_UNITS)

// Pairs of S2 and C3 maps are numbered C3 map by C3 map: each C3 map's first pair, each pair's S2 and C3 map.
constant uchar FIRST_PAIR[C3_MAPS + 1] = {0, 3, 6, 9, 12, 15, 18, 22, 26, 30, 34, 38, 42, 46, 50, 54, 60};
constant uchar PAIR_S2[C3_PAIRS] = {0, 1, 2, 1, 2, 3, 2, 3, 4, 3, 4, 5, 0, 4, 5, 0, 1, 5, 0, 1,
                                    2, 3, 1, 2, 3, 4, 2, 3, 4, 5, 0, 3, 4, 5, 0, 1, 4, 5, 0, 1,
                                    2, 5, 0, 1, 3, 4, 1, 2, 4, 5, 0, 2, 3, 5, 0, 1, 2, 3, 4, 5};
constant uchar PAIR_C3[C3_PAIRS] = {0,  0,  0,  1,  1,  1,  2,  2,  2,  3,  3,  3,  4,  4,  4,  5,  5,  5,  6,  6,
                                    6,  6,  7,  7,  7,  7,  8,  8,  8,  8,  9,  9,  9,  9,  10, 10, 10, 10, 11, 11,
                                    11, 11, 12, 12, 12, 12, 13, 13, 13, 13, 14, 14, 14, 14, 15, 15, 15, 15, 15, 15};
// Each S2 map is read by ten C3 maps: its pairs.
#define READERS 10
constant uchar S2_PAIRS[C1_MAPS][READERS] = {
    {0, 12, 15, 18, 30, 34, 38, 42, 50, 54},  {1, 3, 16, 19, 22, 35, 39, 43, 46, 55},
    {2, 4, 6, 20, 23, 26, 40, 47, 51, 56},    {5, 7, 9, 21, 24, 27, 31, 44, 52, 57},
    {8, 10, 13, 25, 28, 32, 36, 45, 48, 58},  {11, 14, 17, 29, 33, 37, 41, 49, 53, 59}};
