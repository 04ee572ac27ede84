package io.github.lenetcl.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitecturesTest {

  @Test
  void haveAsManyParametersAsPublished() {
    assertEquals(2_578, Architectures.lenet1(10).parameterCount());
    assertEquals(16_890, Architectures.lenet4(10).parameterCount());
    assertEquals(61_706, Architectures.plain(10).parameterCount());
    assertEquals(
        784 * 500 + 500 + 500 * 500 + 500 + 5_010, Architectures.perceptron(10).parameterCount());
    assertEquals(9, Architectures.xor().parameterCount());
  }

  @Test
  void noTwoUnitsOfLeNet4ReadTheSameMaps() {
    Convolution units = (Convolution) Architectures.lenet4(10).layers().get(8);
    List<List<Integer>> rows = units.table().rows();
    assertEquals(120, rows.size());
    assertEquals(120, new HashSet<>(rows).size());
  }

  @Test
  void theSummaryOfKerasLeNetIsTheTableThatKerasPrints() {
    assertEquals(
        """
        layer     kind                           output    parameters  connections  multiply-adds
        input                                    1@28x28
        conv1     convolution 5x5, same, tanh    6@28x28          156      122,304        117,600
        pool2     average pooling 2x2, stride 1  6@27x27            0       17,496              0
        conv3     convolution 5x5, tanh          16@23x23       2,416    1,278,064      1,269,600
        pool4     average pooling 2x2            16@11x11           0        7,744              0
        conv5     convolution 5x5, tanh          120@7x7       48,120    2,357,880      2,352,000
        flatten6  flatten                        5880@1x1           0            0              0
        dense7    full connection, tanh          84@1x1       494,004      494,004        493,920
        dense8    full connection                10@1x1           850          850            840
        softmax9  softmax                        10@1x1             0            0              0
        total                                                 545,546    4,278,342      4,233,960\
        """,
        Architectures.keras(10).summary().toString());
  }

  @Test
  void theSummaryTellsWhateverIsUnusual() {
    Network network =
        Network.input(28, 28, 1)
            .conv(2, Window.of(5, 3).withStride(2).withPadding(Padding.of(2)))
            .withoutBias()
            .conv(1, new Window(3, 3, 1, 2, new Padding.Given(1, 0, 1, 2)))
            .s3Pool(2, 1, 1)
            .flatten()
            .dropout(0.25)
            .trainableRbf(Centers.oneOf(112))
            .build();

    assertEquals(
        List.of(
            "",
            "convolution 5x3, stride 2, padding 2, no bias",
            "convolution 3x3, stride 1x2, padding 1,0,1,2",
            "S3Pool 2x2, stride 1, grid 1",
            "flatten",
            "dropout 0.25",
            "radial basis functions, trainable"),
        network.summary().rows().stream().map(Summary.Row::kind).toList());
  }
}
