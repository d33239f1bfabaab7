import com.adobe.epubcheck.tool.EpubChecker;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs EPUBCheck on many files in one process: its start takes longer than its work.
 *
 * <p>Arguments: a folder, then EPUB files. The report on the n-th file becomes n.json in the folder.
 * Prints the exit code that each would have had, a line each.
 */
public class CheckEpubs {
    public static void main(String[] arguments) {
        for (int i = 1; i < arguments.length; i++) {
            Path report = Path.of(arguments[0], (i - 1) + ".json");
            int code = new EpubChecker().run(new String[] {
                arguments[i], "--json", report.toString(), "--quiet", "--failonwarnings", "--locale", "en"
            });
            if (!Files.exists(report)) {
                System.err.println("no report on " + arguments[i]);
                System.exit(1);
            }
            System.out.println(code);
        }
    }
}
