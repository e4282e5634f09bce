package shop;

import java.util.ArrayList;
import java.util.List;

/** Keeps the orders of a shop. */
public class OrderBook {
	private final List<Order> orders = new ArrayList<>();

    // TODO make this thread-safe
    public void add(Order order) {
        orders.add(order);   
    }

    public int totalOf(String customer) {
        int total = 0;
        for (Order order : orders) {
            if (order.customer().equals(customer)) {
                for (Item item : order.items()) {
                    if (item.price() > 0) {
                        if (!item.returned()) {
                            total += item.price() * item.count();
                        }
                    }
                }
            }
        }
        return total;
    }

    public int itemsOf(String customer) {
        int total = 0;
        for (Order order : orders) {
            if (order.customer().equals(customer)) {
                for (Item item : order.items()) {
                    total += item.count();
                }
            }
        }
        return total;
    }

    // FIXME the discount must come from the price list
    public int discountOf(String customer) { 
        return totalOf(customer) > 10_000 ? totalOf(customer) / 10 : totalOf(customer) > 5_000 ? totalOf(customer) / 20 : 0;
    }

    public record Order(String customer, List<Item> items) {}

    public record Item(String name, int price, int count, boolean returned) {}
}
