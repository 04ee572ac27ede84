package io.github.lenetcl.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lenetcl.data.EmbeddedDigits;
import io.github.lenetcl.data.ink.InkImage;
import io.github.lenetcl.reading.compose.LineComposer;
import io.github.lenetcl.reading.compose.LineStyle;
import io.github.lenetcl.reading.graph.Arc;
import io.github.lenetcl.reading.segmentation.Piece;
import io.github.lenetcl.reading.segmentation.Segmentation;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentationGraphTest {

  @Test
  void whereDigitsOverlapTheInkAtACutIsOfferedToBoth() {
    InkImage ink =
        new LineComposer(EmbeddedDigits.test(), LineStyle.overlapping(5, 4).withSpeckle(0), 1)
            .compose(0)
            .ink();
    Segmentation line = Segmentation.of(ink);
    float[] penalties = new float[line.pieces().size()];
    SegmentationGraph graph =
        SegmentationGraph.of(line, penalties, new int[] {'1'}, Prices.DIGITS, Beside.NOTHING);
    Piece first = line.pieces().get(2);
    assertEquals(3, first.last() + 1 - first.first());
    List<Arc> arcs = graph.graph().arcs();
    int second = arcs.get(2).to();
    List<Integer> begins =
        arcs.stream().filter(arc -> arc.from() == second).map(Arc::to).sorted().toList();
    assertEquals(List.of(4, 7, 9), begins);
  }
}
