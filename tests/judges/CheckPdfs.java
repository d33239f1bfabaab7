import java.io.File;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Runs veraPDF on many files in one process.
 *
 * <p>Arguments: flavours with commas between them (ua1,2a), then PDF files. Prints, with tabs between
 * the columns, `checked FLAVOUR FILE` for each verdict reached and `failed FLAVOUR FILE RULE MESSAGE` for each
 * rule broken.
 */
public class CheckPdfs {
    private static final int MOST_FAILURES_PER_RULE = 1;

    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
        for (int i = 1; i < arguments.length; i++) {
            for (String name : arguments[0].split(",")) {
                check(arguments[i], PDFAFlavour.fromString(name));
            }
        }
    }

    private static void check(String file, PDFAFlavour flavour) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour);
                PDFAValidator validator =
                        Foundries.defaultInstance()
                                .createValidator(flavour, MOST_FAILURES_PER_RULE, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            Set<String> lines = new LinkedHashSet<>();
            for (TestAssertion failure : result.getTestAssertions()) {
                lines.add(line("failed", flavour, file, rule(failure), message(failure)));
            }
            if (lines.isEmpty() && !result.isCompliant()) {
                lines.add(line("failed", flavour, file, "?", "not compliant, without a reason: " + result.getJobEndStatus()));
            }
            lines.forEach(System.out::println);
        } catch (org.verapdf.core.ModelParsingException | org.verapdf.core.EncryptedPdfException unreadable) {
            System.out.println(line("failed", flavour, file, "unreadable", unreadable.getMessage()));
        }
        System.out.println(line("checked", flavour, file));
    }

    private static String rule(TestAssertion failure) {
        return failure.getRuleId().getClause() + "-" + failure.getRuleId().getTestNumber();
    }

    private static String message(TestAssertion failure) {
        String said = failure.getErrorMessage() == null ? failure.getMessage() : failure.getErrorMessage();
        return said + " at " + failure.getLocation().getContext();
    }

    private static String line(String kind, PDFAFlavour flavour, String... columns) {
        StringBuilder line = new StringBuilder(kind).append('\t').append(flavour.getId());
        for (String column : columns) {
            line.append('\t').append(String.valueOf(column).replaceAll("\\s+", " "));
        }
        return line.toString();
    }
}
