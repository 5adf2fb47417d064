import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/** HOME PORT [auth|noauth] [setting=value ...]: one Neo4j server on loopback, until SIGTERM or the end of standard input. */
public class Launcher {
    public static void main(String[] args) {
        try {
            start(args);
        } catch (Throwable error) {
            error.printStackTrace();
            System.exit(1);
        }
    }

    private static void start(String[] args) throws Exception {
        watchStandardInput();
        Path home = Files.createDirectories(Path.of(args[0]).toAbsolutePath());
        int port = Integer.parseInt(args[1]);
        boolean auth = args.length > 2 && args[2].equals("auth");
        List<String> settings = new ArrayList<>(List.of(
                "server.bolt.enabled=true",
                "server.bolt.listen_address=127.0.0.1:" + port,
                "server.bolt.advertised_address=127.0.0.1:" + port,
                "server.http.enabled=false",
                "server.memory.pagecache.size=128m",
                "internal.server.bolt.thread_pool_shutdown_wait_time=100ms", // else every stop takes 5 to 10 s
                "dbms.security.auth_enabled=" + auth,
                "dbms.usage_report.enabled=false"));
        for (String setting : List.of(args).subList(Math.min(3, args.length), args.length)) {
            String key = setting.substring(0, setting.indexOf('=') + 1);
            settings.removeIf(line -> line.startsWith(key)); // a key given twice is an error of Neo4j
            settings.add(setting);
        }
        Path file = Files.write(home.resolve("launcher.conf"), settings);
        DatabaseManagementService server =
                new DatabaseManagementServiceBuilder(home).loadPropertiesFromFile(file).build();
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
        handshake(port);
        System.out.println("READY");
    }

    /** The parent holds the other end: it closes when the parent ends, however that happens. */
    private static void watchStandardInput() {
        Thread watch = new Thread(() -> {
            try {
                System.in.transferTo(java.io.OutputStream.nullOutputStream());
            } catch (java.io.IOException error) {
                error.printStackTrace();
            }
            System.exit(0);
        });
        watch.setDaemon(true);
        watch.start();
    }

    /** Bolt answers: the four magic bytes, four versions on offer (5.0 to 5.4, 4.4), one version back. */
    private static void handshake(int port) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(new byte[] {
                0x60, 0x60, (byte) 0xB0, 0x17, 0, 4, 4, 5, 0, 0, 4, 4, 0, 0, 0, 0, 0, 0, 0, 0
            });
            byte[] version = socket.getInputStream().readNBytes(4);
            if (version.length < 4 || version[3] == 0) {
                throw new IllegalStateException("Bolt does not answer on port " + port);
            }
        }
    }
}
