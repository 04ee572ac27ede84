package io.github.lenetcl.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.data.ImageBatch;
import io.github.lenetcl.data.ImageStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConveyorTest {

  private final AtomicInteger read = new AtomicInteger();
  private final AtomicInteger resident = new AtomicInteger();

  /** Images of one pixel, read one by one. */
  private class Pixels implements ImageStream {

    private final int count;
    private final int damagedFrom;

    Pixels(int count, int damagedFrom) {
      this.count = count;
      this.damagedFrom = damagedFrom;
    }

    @Override
    public int count() {
      return count;
    }

    @Override
    public int height() {
      return 1;
    }

    @Override
    public int width() {
      return 1;
    }

    @Override
    public List<String> classes() {
      return List.of();
    }

    @Override
    public Optional<ImageBatch> next(int most) throws IOException {
      if (read.get() == damagedFrom) {
        throw new IOException("damaged");
      }
      return read.get() == count
          ? Optional.empty()
          : Optional.of(new ImageBatch(read.getAndIncrement(), 1, 1, new byte[1], new int[0]));
    }

    @Override
    public void close() {}
  }

  private ResidentImages load(ImageBatch batch) {
    resident.incrementAndGet();
    return new ResidentImages() {
      @Override
      public int count() {
        return batch.first();
      }

      @Override
      public void close() {
        resident.decrementAndGet();
      }
    };
  }

  /** An answer that is the place of the image. */
  private static List<Answer> answer(ResidentImages images) {
    return List.of(new Answer(0, "" + images.count(), new float[1], OptionalDouble.empty()));
  }

  private void run(ImageStream images, BatchListener listener) throws IOException {
    try (Conveyor conveyor = new Conveyor(images, 1, this::load, ConveyorTest::answer)) {
      conveyor.run(listener);
    }
  }

  @Test
  void answersComeInOrderAndNoMoreThanThreeBatchesAreInMemory() throws IOException {
    List<String> told = new ArrayList<>();
    run(
        new Pixels(100, -1),
        (batch, answers) -> {
          assertEquals("" + batch.first(), answers.get(0).name());
          // This one, the one on the device, the one after that.
          assertTrue(read.get() - told.size() <= 3, () -> read + " read, told " + told.size());
          told.add(answers.get(0).name());
        });
    assertEquals(100, told.size());
    assertEquals(0, resident.get());
  }

  @Test
  void theNextBatchIsReadWhileAnswersAreTold() throws IOException {
    CountDownLatch third = new CountDownLatch(1);
    ImageStream images =
        new Pixels(3, -1) {
          @Override
          public Optional<ImageBatch> next(int most) throws IOException {
            Optional<ImageBatch> next = super.next(most);
            if (read.get() == 3) {
              third.countDown();
            }
            return next;
          }
        };
    run(
        images,
        (batch, answers) -> {
          try {
            assertTrue(third.await(10, TimeUnit.SECONDS), "waits for the first answer to be told");
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
  }

  @Test
  void damageEndsTheStreamAfterTheAnswersBeforeIt() {
    List<Integer> told = new ArrayList<>();
    IOException damaged =
        assertThrows(
            IOException.class,
            () -> run(new Pixels(9, 5), (batch, answers) -> told.add(batch.first())));
    assertEquals("damaged", damaged.getMessage());
    assertEquals(List.of(0, 1, 2, 3), told.subList(0, 4));
    assertEquals(0, resident.get());
  }

  @Test
  void aListenerThatFailsLeavesNothingOnTheDevice() {
    assertThrows(
        IOException.class,
        () ->
            run(
                new Pixels(50, -1),
                (batch, answers) -> {
                  throw new IOException("disk full");
                }));
    assertTrue(read.get() <= 3, read + " read");
    assertEquals(0, resident.get());
  }

  @Test
  void nothingInNothingOut() throws IOException {
    run(new Pixels(0, -1), (batch, answers) -> assertTrue(false, "told of " + batch));
  }
}
