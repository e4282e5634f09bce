package dev.weft.e2e.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a workflow of the simulation does, made from a seed so that every replay finds the same, and what may come of
 * it.
 */
record Script(List<Op> ops, boolean last) {

    /** One thing after the other. */
    sealed interface Op {
        /** What the op adds to the result, as a pattern. */
        String outcome();
    }

    /** @param kind how the activity behaves */
    record Activity(ActivityKind kind) implements Op {
        @Override
        public String outcome() {
            return kind == ActivityKind.ONCE ? "(a|x)" : "a";
        }
    }

    enum ActivityKind {
        PLAIN,
        FLAKY,
        ONCE,
        HEARTBEATING
    }

    record Fan(int width) implements Op {
        @Override
        public String outcome() {
            return "f" + width;
        }
    }

    record Sleep(Duration time) implements Op {
        @Override
        public String outcome() {
            return "t";
        }
    }

    /** An activity against a timer; whoever loses is cancelled. */
    record Race(Duration time) implements Op {
        @Override
        public String outcome() {
            return "(r|l)";
        }
    }

    record Note() implements Op {
        @Override
        public String outcome() {
            return "n";
        }
    }

    record Child(long seed) implements Op {
        @Override
        public String outcome() {
            return "c\\(" + pattern(seed, 1) + "\\)";
        }
    }

    /** A child that goes on alone. */
    record Stray(long seed) implements Op {
        @Override
        public String outcome() {
            return "s";
        }
    }

    /** A signal to the workflow that counts them. */
    record Tick() implements Op {
        @Override
        public String outcome() {
            return "k";
        }
    }

    /** A search attribute and a memo. */
    record Label() implements Op {
        @Override
        public String outcome() {
            return "u";
        }
    }

    /** A mark to which a reset may go back. */
    record Mark() implements Op {
        @Override
        public String outcome() {
            return "m";
        }
    }

    /** A signal and a cancel request to a workflow that does not exist. */
    record Knock() implements Op {
        @Override
        public String outcome() {
            return "z";
        }
    }

    /** A child whose id is taken by the workflow that counts ticks. */
    record Taken() implements Op {
        @Override
        public String outcome() {
            return "y";
        }
    }

    /** A child that does not complete at its first attempt. */
    record Doomed(Doom doom, long seed) implements Op {
        @Override
        public String outcome() {
            return doom == Doom.RETRIED ? "c\\(R\\)" : doom.outcome;
        }
    }

    /** What becomes of a doomed child. */
    enum Doom {
        FAILED("F"),
        TIMED_OUT("T"),
        CANCELED("C"),
        /** Fails once, and completes when its retry policy starts it again. */
        RETRIED("R");

        final String outcome;

        Doom(String outcome) {
            this.outcome = outcome;
        }
    }

    /** Until so many signals have come, over all runs. */
    record Await(int signals) implements Op {
        @Override
        public String outcome() {
            return "w";
        }
    }

    static Script of(Plan plan) {
        if (plan.isCollector() || plan.doom().isPresent()) {
            return new Script(List.of(new Await(Integer.MAX_VALUE)), true);
        }
        Choice choice = new Choice(plan.seed() * 31 + plan.generation());
        List<Op> ops = new ArrayList<>();
        int count = 1 + choice.below(plan.depth() == 0 ? 5 : 2);
        for (int i = 0; i < count; i++) {
            ops.add(op(choice, plan.depth()));
        }
        boolean last = plan.generation() >= generations(plan.seed(), plan.depth()) - 1;
        if (last && plan.depth() == 0) {
            ops.add(new Await(signals(plan.seed())));
        }
        return new Script(List.copyOf(ops), last);
    }

    private static Op op(Choice choice, int depth) {
        return switch (choice.below(depth == 0 ? 18 : 10)) {
            case 8 -> new Label();
            case 9 -> new Mark();
            case 12 -> new Knock();
            case 13 -> new Taken();
            case 14, 15, 16 -> new Doomed(choice.of(List.of(Doom.values())), choice.seed());
            case 0, 1, 2 -> new Activity(choice.of(List.of(ActivityKind.values())));
            case 3 -> new Fan(2 + choice.below(3));
            case 4 -> new Sleep(choice.between(0, 3_000));
            case 5 -> new Race(choice.between(5, 200));
            case 6 -> new Note();
            case 7 -> new Tick();
            case 10, 17 -> new Child(choice.seed());
            case 11 -> new Stray(choice.seed());
            default -> new Sleep(choice.between(0, 20_000));
        };
    }

    static int generations(long seed, int depth) {
        return seed % 3 == 0 ? 2 + depth % 2 : 1;
    }

    /** How many signals a workflow waits for before it ends. */
    static int signals(long seed) {
        return (int) (seed % 5);
    }

    /** What the result of a workflow looks like that runs to its end. */
    static String pattern(long seed, int depth) {
        StringBuilder pattern = new StringBuilder();
        for (int generation = 0; generation < generations(seed, depth); generation++) {
            pattern.append(of(new Plan(seed, depth, generation, 0, 0, "")).ops().stream()
                    .map(Op::outcome)
                    .collect(Collectors.joining()));
        }
        return pattern.toString();
    }

    /**
     * What a run begins with.
     *
     * @param depth 0 for a workflow that a client started, 1 for a child
     * @param generation how often it has continued as new
     * @param signals that came in earlier runs
     * @param updates that earlier runs accepted
     * @param result of earlier runs
     */
    record Plan(long seed, int depth, int generation, int signals, int updates, String result) {
        static final long COLLECTOR = 0;

        static Plan parse(String text) {
            String[] parts = text.split("\\|", -1);
            return new Plan(
                    Long.parseLong(parts[0]),
                    Integer.parseInt(parts[1]),
                    Integer.parseInt(parts[2]),
                    Integer.parseInt(parts[3]),
                    Integer.parseInt(parts[4]),
                    parts[5]);
        }

        /** Of a child that is to end in another way than by completing. */
        static Plan doomed(Doom doom) {
            return new Plan(-1 - doom.ordinal(), 1, 0, 0, 0, "");
        }

        boolean isCollector() {
            return seed == COLLECTOR;
        }

        Optional<Doom> doom() {
            return seed < 0 ? Optional.of(Doom.values()[(int) (-1 - seed)]) : Optional.empty();
        }

        @Override
        public String toString() {
            return seed + "|" + depth + "|" + generation + "|" + signals + "|" + updates + "|" + result;
        }
    }
}
