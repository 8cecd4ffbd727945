// Validates PDF files against the profiles named in the first argument ("3a,ua1"), one line per file and
// profile, then each broken rule with how often and where. Ends with 1 if any file fails.
import java.io.FileInputStream;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class VeraCheck {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        int bad = 0;
        for (int at = 1; at < arguments.length; at++) {
            for (String name : arguments[0].split(",")) {
                bad += check(PDFAFlavour.fromString(name), name, arguments[at]) ? 0 : 1;
            }
        }
        System.exit(bad > 0 ? 1 : 0);
    }

    private static boolean check(PDFAFlavour flavour, String name, String path) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(path), flavour)) {
            ValidationResult result = Foundries.defaultInstance().createValidator(flavour, false).validate(parser);
            System.out.println((result.isCompliant() ? "PASS " : "FAIL ") + name + " " + path
                    + " assertions=" + result.getTotalAssertions());
            Map<String, Integer> broken = new TreeMap<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                    broken.merge(rule + " " + assertion.getMessage(), 1, Integer::sum);
                }
            }
            broken.forEach((rule, times) -> System.out.println("   x" + times + " " + rule));
            return result.isCompliant();
        }
    }
}
