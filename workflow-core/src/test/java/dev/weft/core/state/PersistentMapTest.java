package dev.weft.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PersistentMapTest {

    @Test
    void behavesLikeASortedMapAndNeverChangesAnOlderVersion() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(42);
        TreeMap<Integer, Integer> model = new TreeMap<>();
        PersistentMap<Integer, Integer> map = PersistentMap.empty();
        for (int step = 0; step < 20_000; step++) {
            PersistentMap<Integer, Integer> older = map;
            List<Integer> olderKeys = step % 100 == 0 ? older.keys() : List.of();
            int key = random.nextInt(300);
            if (random.nextInt(5) < 3) {
                model.put(key, step);
                map = map.with(key, step);
            } else {
                model.remove(key);
                map = map.without(key);
            }
            assertThat(map.size()).isEqualTo(model.size());
            assertThat(map.get(key).orElse(-1)).isEqualTo(model.getOrDefault(key, -1));
            if (step % 100 == 0) {
                assertThat(map.keys()).isEqualTo(new ArrayList<>(model.keySet()));
                assertThat(map.values()).isEqualTo(new ArrayList<>(model.values()));
                assertThat(map.firstKey().orElse(-1)).isEqualTo(model.isEmpty() ? -1 : model.firstKey());
                assertThat(older.keys()).isEqualTo(olderKeys);
            }
        }
    }

    @Test
    void madeAtOnceItIsLikeOneMadeStepByStep() {
        for (int size = 0; size < 70; size++) {
            List<Integer> numbers =
                    IntStream.range(0, size).map(number -> 2 * number).boxed().toList();
            PersistentMap<Integer, Integer> map = PersistentMap.ofSorted(numbers, numbers);
            assertThat(map.keys()).isEqualTo(numbers);
            assertThat(map.values()).isEqualTo(numbers);
            assertThat(map.with(size, -1).without(0).keys())
                    .isEqualTo(new ArrayList<>(Stream.concat(numbers.stream(), Stream.of(size))
                            .filter(number -> number != 0)
                            .sorted()
                            .distinct()
                            .toList()));
        }
    }

    @Test
    void iteratesInKeyOrder() {
        PersistentMap<String, Integer> map =
                PersistentMap.<String, Integer>empty().with("b", 2).with("c", 3).with("a", 1);
        assertThat(map).containsExactly(1, 2, 3);
    }

    @Test
    void isEqualToAnyMapWithTheSameEntries() {
        PersistentMap<String, Integer> one =
                PersistentMap.<String, Integer>empty().with("a", 1).with("b", 2);
        PersistentMap<String, Integer> other = PersistentMap.<String, Integer>empty()
                .with("b", 2)
                .with("c", 3)
                .with("a", 1)
                .without("c");
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    }
}
