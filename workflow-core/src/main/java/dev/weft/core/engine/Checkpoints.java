package dev.weft.core.engine;

import dev.weft.core.event.MessageEvent.MarkerRecorded;
import dev.weft.core.model.Payload;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The marks that workflow code sets so that a reset may name them. */
final class Checkpoints {
    private static final String MARKER = "checkpoint";
    private static final String NAME = "name";
    private static final int CODE_DIGITS = 4;

    private Checkpoints() {}

    /** The name in the marker, empty when it marks something else. */
    static Optional<String> name(MarkerRecorded marker) {
        List<Payload> names = marker.details().getOrDefault(NAME, List.of());
        if (!marker.markerName().equals(MARKER) || names.isEmpty()) {
            return Optional.empty();
        }
        String json = new String(names.getFirst().data(), StandardCharsets.UTF_8).strip();
        boolean isString = json.length() >= 2 && json.startsWith("\"") && json.endsWith("\"");
        return isString ? Optional.of(unescaped(json.substring(1, json.length() - 1))) : Optional.empty();
    }

    private static String unescaped(String json) {
        StringBuilder text = new StringBuilder(json.length());
        for (int at = 0; at < json.length(); at++) {
            char here = json.charAt(at);
            if (here != '\\' || at + 1 == json.length()) {
                text.append(here);
                continue;
            }
            char escape = json.charAt(++at);
            if (escape == 'u' && isHex(json, at + 1, at + 1 + CODE_DIGITS)) {
                text.append((char) HexFormat.fromHexDigits(json, at + 1, at + 1 + CODE_DIGITS));
                at += CODE_DIGITS;
            } else {
                text.append(plain(escape));
            }
        }
        return text.toString();
    }

    private static boolean isHex(String json, int from, int to) {
        return to <= json.length() && json.substring(from, to).chars().allMatch(HexFormat::isHexDigit);
    }

    private static char plain(char escape) {
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escape;
        };
    }
}
