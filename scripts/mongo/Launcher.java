import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Starts mongo-java-server with its H2 file back end on a free local port, prints "listening PORT", and ends when its
 * standard input closes, so that it never outlives the process that started it.
 */
public final class Launcher {
  /** The server speaks what the driver needs but reports wire version 8; current drivers refuse anything below 9. */
  private static final class CurrentVersion implements MongoVersion {
    @Override
    public List<Integer> getVersionArray() {
      return List.of(5, 0, 0, 0);
    }

    @Override
    public int getWireVersion() {
      return 13;
    }
  }

  public static void main(String[] arguments) throws Exception {
    MongoBackend backend = new H2Backend(arguments[0]).version(new CurrentVersion());
    MongoServer server = new MongoServer(backend);
    InetSocketAddress address = new InetSocketAddress("127.0.0.1", 0);
    server.bind(address);
    System.out.println("listening " + server.getLocalAddress().getPort());
    System.out.flush();
    while (System.in.read() != -1) {
      // Nothing is ever said; only the end of the stream matters.
    }
    server.shutdownNow();
    System.exit(0);
  }
}
