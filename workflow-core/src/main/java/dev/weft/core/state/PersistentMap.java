package dev.weft.core.state;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map in key order, so that ten thousand pending timers are not copied for each of them. A change costs
 * {@code O(log n)} and shares the rest with the map it came from. (An AVL tree, Adelson-Velsky and Landis 1962, with
 * path copying as in Okasaki, Purely Functional Data Structures.)
 */
public final class PersistentMap<K extends Comparable<? super K>, V> implements Iterable<V> {
    private static final PersistentMap<?, ?> EMPTY = new PersistentMap<>(null);

    private final @Nullable Node<K, V> root;

    private PersistentMap(@Nullable Node<K, V> root) {
        this.root = root;
    }

    @SuppressWarnings("unchecked")
    public static <K extends Comparable<? super K>, V> PersistentMap<K, V> empty() {
        return (PersistentMap<K, V>) EMPTY;
    }

    /**
     * The map with all of them, made at once.
     *
     * @param keys in ascending order, each once
     * @param values as many
     */
    static <K extends Comparable<? super K>, V> PersistentMap<K, V> ofSorted(List<K> keys, List<V> values) {
        return keys.isEmpty() ? empty() : new PersistentMap<>(balanced(keys, values, 0, keys.size()));
    }

    public int size() {
        return size(root);
    }

    public boolean isEmpty() {
        return root == null;
    }

    public boolean containsKey(K key) {
        return find(key) != null;
    }

    public Optional<V> get(K key) {
        Node<K, V> node = find(key);
        return node == null ? Optional.empty() : Optional.of(node.value);
    }

    /** The smallest key. */
    public Optional<K> firstKey() {
        if (root == null) {
            return Optional.empty();
        }
        Node<K, V> node = root;
        while (node.left != null) {
            node = node.left;
        }
        return Optional.of(node.key);
    }

    /** The largest key. */
    public Optional<K> lastKey() {
        if (root == null) {
            return Optional.empty();
        }
        Node<K, V> node = root;
        while (node.right != null) {
            node = node.right;
        }
        return Optional.of(node.key);
    }

    public PersistentMap<K, V> with(K key, V value) {
        return new PersistentMap<>(insert(root, key, value));
    }

    public PersistentMap<K, V> without(K key) {
        if (find(key) == null) {
            return this;
        }
        Node<K, V> smaller = remove(root, key);
        return smaller == null ? empty() : new PersistentMap<>(smaller);
    }

    /** The values in key order. */
    public List<V> values() {
        List<V> values = new ArrayList<>(size());
        forEach(values::add);
        return values;
    }

    /** The keys in order. */
    public List<K> keys() {
        List<K> keys = new ArrayList<>(size());
        collectKeys(root, keys);
        return keys;
    }

    @Override
    public Iterator<V> iterator() {
        return new InOrder<>(root);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PersistentMap<?, ?> that
                && size() == that.size()
                && keys().equals(that.keys())
                && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return Objects.hash(keys(), values());
    }

    @Override
    public String toString() {
        return values().toString();
    }

    private @Nullable Node<K, V> find(K key) {
        Node<K, V> node = root;
        while (node != null) {
            int order = key.compareTo(node.key);
            if (order == 0) {
                return node;
            }
            node = order < 0 ? node.left : node.right;
        }
        return null;
    }

    private static <K, V> void collectKeys(@Nullable Node<K, V> node, List<K> keys) {
        if (node != null) {
            collectKeys(node.left, keys);
            keys.add(node.key);
            collectKeys(node.right, keys);
        }
    }

    private static <K extends Comparable<? super K>, V> Node<K, V> insert(@Nullable Node<K, V> node, K key, V value) {
        if (node == null) {
            return new Node<>(key, value, null, null);
        }
        int order = key.compareTo(node.key);
        if (order == 0) {
            return new Node<>(key, value, node.left, node.right);
        }
        return order < 0
                ? balanced(node.key, node.value, insert(node.left, key, value), node.right)
                : balanced(node.key, node.value, node.left, insert(node.right, key, value));
    }

    private static <K extends Comparable<? super K>, V> @Nullable Node<K, V> remove(@Nullable Node<K, V> node, K key) {
        if (node == null) {
            return null;
        }
        int order = key.compareTo(node.key);
        if (order < 0) {
            return balanced(node.key, node.value, remove(node.left, key), node.right);
        }
        if (order > 0) {
            return balanced(node.key, node.value, node.left, remove(node.right, key));
        }
        if (node.left == null) {
            return node.right;
        }
        if (node.right == null) {
            return node.left;
        }
        Node<K, V> successor = node.right;
        while (successor.left != null) {
            successor = successor.left;
        }
        return balanced(successor.key, successor.value, node.left, remove(node.right, successor.key));
    }

    private static <K, V> Node<K, V> balanced(K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
        int lean = height(left) - height(right);
        if (lean > 1 && left != null) {
            Node<K, V> inner = left.right;
            if (inner != null && height(left.left) < height(inner)) {
                return new Node<>(
                        inner.key,
                        inner.value,
                        new Node<>(left.key, left.value, left.left, inner.left),
                        new Node<>(key, value, inner.right, right));
            }
            return new Node<>(left.key, left.value, left.left, new Node<>(key, value, inner, right));
        }
        if (lean < -1 && right != null) {
            Node<K, V> inner = right.left;
            if (inner != null && height(right.right) < height(inner)) {
                return new Node<>(
                        inner.key,
                        inner.value,
                        new Node<>(key, value, left, inner.left),
                        new Node<>(right.key, right.value, inner.right, right.right));
            }
            return new Node<>(right.key, right.value, new Node<>(key, value, left, inner), right.right);
        }
        return new Node<>(key, value, left, right);
    }

    private static <K, V> @Nullable Node<K, V> balanced(List<K> keys, List<V> values, int from, int to) {
        if (from == to) {
            return null;
        }
        int middle = (from + to) >>> 1;
        return new Node<>(
                keys.get(middle),
                values.get(middle),
                balanced(keys, values, from, middle),
                balanced(keys, values, middle + 1, to));
    }

    private static int height(@Nullable Node<?, ?> node) {
        return node == null ? 0 : node.height;
    }

    private static int size(@Nullable Node<?, ?> node) {
        return node == null ? 0 : node.size;
    }

    private static final class Node<K, V> {
        final K key;
        final V value;
        final @Nullable Node<K, V> left;
        final @Nullable Node<K, V> right;
        final int height;
        final int size;

        Node(K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
            this.key = key;
            this.value = value;
            this.left = left;
            this.right = right;
            this.height = 1 + Math.max(PersistentMap.height(left), PersistentMap.height(right));
            this.size = 1 + PersistentMap.size(left) + PersistentMap.size(right);
        }
    }

    private static final class InOrder<K, V> implements Iterator<V> {
        private final Deque<Node<K, V>> path = new ArrayDeque<>();

        InOrder(@Nullable Node<K, V> root) {
            descend(root);
        }

        @Override
        public boolean hasNext() {
            return !path.isEmpty();
        }

        @Override
        public V next() {
            if (path.isEmpty()) {
                throw new NoSuchElementException();
            }
            Node<K, V> node = path.pop();
            descend(node.right);
            return node.value;
        }

        private void descend(@Nullable Node<K, V> from) {
            for (Node<K, V> node = from; node != null; node = node.left) {
                path.push(node);
            }
        }
    }
}
