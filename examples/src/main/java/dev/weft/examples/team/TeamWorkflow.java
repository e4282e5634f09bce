package dev.weft.examples.team;

import dev.weft.examples.team.TeamMember.Counted;
import dev.weft.examples.team.TeamMember.Part;
import dev.weft.sdk.failure.ChildWorkflowFailure;
import dev.weft.sdk.workflow.Async;
import dev.weft.sdk.workflow.ChildWorkflowOptions;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.Workflow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs a {@link Team}. */
public final class TeamWorkflow implements Team {
    private static final List<String> MEMBERS = List.of("first", "second", "third");
    private static final String STANDBY = "standby";
    private static final int WORDS_SHOWN = 10;

    @Override
    public Outcome run(Input input) {
        List<String> parts = split(input.text(), MEMBERS.size());
        List<Promise<Counted>> counting = new ArrayList<>();
        for (int i = 0; i < MEMBERS.size(); i++) {
            Part part = new Part(MEMBERS.get(i), parts.get(i), i == 1 ? input.failuresOfSecond() : 0);
            counting.add(Async.function(() -> countOrHandOver(part)));
        }
        List<Counted> counted = new ArrayList<>();
        counting.forEach(promise -> counted.add(promise.get()));
        return merge(counted);
    }

    private static Counted countOrHandOver(Part part) {
        try {
            return child(part.member()).count(part);
        } catch (ChildWorkflowFailure e) {
            Workflow.getLogger(TeamWorkflow.class).info("A standby takes over from {}", part.member());
            return child(STANDBY).count(new Part(STANDBY, part.text(), 0));
        }
    }

    private static TeamMember child(String member) {
        String workflowId = Workflow.getInfo().workflowId() + "/" + member;
        return Workflow.newChildWorkflowStub(TeamMember.class, ChildWorkflowOptions.DEFAULT.withWorkflowId(workflowId));
    }

    /** Parts of about the same length that do not cut words. */
    static List<String> split(String text, int count) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= count; i++) {
            int to = Math.max(from, (int) ((long) text.length() * i / count));
            while (to < text.length() && !Character.isWhitespace(text.charAt(to))) {
                to++;
            }
            parts.add(text.substring(from, to));
            from = to;
        }
        return parts;
    }

    static Outcome merge(List<Counted> counted) {
        Map<String, Integer> all = new TreeMap<>();
        counted.forEach(part -> part.words().forEach((word, count) -> all.merge(word, count, Integer::sum)));
        int total = all.values().stream().mapToInt(Integer::intValue).sum();
        Map<String, Integer> mostFrequent = new LinkedHashMap<>();
        all.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(WORDS_SHOWN)
                .forEach(entry -> mostFrequent.put(entry.getKey(), entry.getValue()));
        return new Outcome(total, counted.stream().map(Counted::member).toList(), mostFrequent);
    }
}
