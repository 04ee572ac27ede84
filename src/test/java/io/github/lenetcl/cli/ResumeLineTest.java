package io.github.lenetcl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResumeLineTest {

  @Test
  void keepsEveryOptionButWhereToStartFrom() {
    assertEquals(
        "lenet train --data 'my digits' --out m.safetensors --lr=0.1 --resume c.safetensors",
        ResumeLine.of(
            List.of(
                "train",
                "--init",
                "a",
                "--data",
                "my digits",
                "--out",
                "m.safetensors",
                "--resume=b",
                "--lr=0.1"),
            Path.of("c.safetensors")));
  }
}
