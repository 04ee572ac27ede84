package io.github.lenetcl.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The forms that this build reads, and what it says of those that it does not. */
final class Forms {
  private static final System.Logger LOG = System.getLogger(Forms.class.getName());
  private final List<Form> forms = new ArrayList<>();
  private final PictureFit fit;

  Forms(PictureFit fit) {
    this.fit = fit;
    Iterator<Form> found = ServiceLoader.load(Form.class, Forms.class.getClassLoader()).iterator();
    boolean more = true;
    while (more) {
      try {
        more = found.hasNext();
        if (more) {
          forms.add(found.next());
        }
      } catch (ServiceConfigurationError | LinkageError e) {
        // Left out of this build, which an older Java made, or without its library, which is
        // optional; the iterator goes on behind it.
        LOG.log(System.Logger.Level.DEBUG, "a form is left out: {0}", e.getMessage());
      }
    }
  }

  /** {@return what a file holds; nothing if no form knows it} */
  List<Piece> read(Entry entry, byte[] start) throws IOException {
    for (Form form : forms) {
      try {
        Optional<List<Piece>> pieces = form.read(entry, start, fit);
        if (pieces.isPresent()) {
          return pieces.get().stream().map(OneHot::of).toList();
        }
      } catch (LinkageError e) {
        // Its library is not there, or is for a newer Java.
        LOG.log(System.Logger.Level.DEBUG, form.name() + " cannot be read", e);
      }
    }
    return List.of();
  }

  /** {@return what is wrong with a data set in which no file is of a known form} */
  BadInputException refusal(Tree tree) throws IOException {
    for (Entry entry : tree.entries()) {
      Optional<String> kind = Unread.kind(entry.start(Form.START));
      if (kind.isPresent()) {
        return new BadInputException(entry.name() + ": " + kind.get());
      }
    }
    String known = forms.stream().map(Form::name).collect(Collectors.joining(", "));
    return new BadInputException(
        tree.root()
            + ": no data found, wanted train-images-idx3-ubyte and train-labels-idx1-ubyte (plain"
            + " or .gz), or images and labels in another of these forms: "
            + known
            + "; or pictures in a folder for each class; zip and tar archives of these too");
  }
}
