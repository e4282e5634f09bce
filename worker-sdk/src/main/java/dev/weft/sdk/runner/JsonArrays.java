package dev.weft.sdk.runner;

import java.util.ArrayList;
import java.util.List;

/** Splits the text of a JSON array into the texts of its elements, without reading them. */
final class JsonArrays {
    private JsonArrays() {}

    /** @param json a valid JSON array; of something else the result means nothing */
    static List<String> elements(String json) {
        List<String> elements = new ArrayList<>();
        int depth = 0;
        int start = json.indexOf('[') + 1;
        boolean quoted = false;
        for (int i = start - 1; i < json.length(); i++) {
            char c = json.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '[' || c == '{') {
                depth++;
            } else if (c == ']' || c == '}') {
                depth--;
            }
            boolean ends = !quoted && (c == ',' && depth == 1 || depth == 0);
            if (ends) {
                String element = json.substring(start, i).strip();
                if (!element.isEmpty()) {
                    elements.add(element);
                }
                start = i + 1;
                if (depth == 0) {
                    break;
                }
            }
        }
        return elements;
    }
}
