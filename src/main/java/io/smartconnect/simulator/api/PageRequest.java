package io.smartconnect.simulator.api;

import io.smartconnect.simulator.http.SimulatedErrorException;
import io.smartconnect.simulator.http.SimulatedRequest;
import java.util.List;

/**
 * The page of a list that a request selects.
 *
 * @param offset number of items to skip
 * @param limit the largest number of items
 */
record PageRequest(int offset, int limit) {

    /**
     * The limits of the parameters.
     *
     * @param most the largest offset
     * @param limit the limit by default
     * @param largest the largest limit
     */
    record Limits(int most, int limit, int largest) {

        static final Limits DEFAULT = new Limits(Integer.MAX_VALUE, 10, 50);
    }

    static PageRequest of(SimulatedRequest call) {
        return of(call, Limits.DEFAULT);
    }

    static PageRequest of(SimulatedRequest call, Limits limits) {
        return new PageRequest(
                number(call, "offset", 0, 0, limits.most), number(call, "limit", limits.limit, 1, limits.largest));
    }

    <T> List<T> of(List<T> all) {
        return all.stream().skip(offset).limit(limit).toList();
    }

    private static int number(SimulatedRequest call, String name, int otherwise, int least, int most) {
        int number = call.parameter(name).map(text -> parse(name, text)).orElse(otherwise);
        if (number < least || number > most) {
            throw SimulatedErrorException.badParameter(name);
        }
        return number;
    }

    private static int parse(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw SimulatedErrorException.badParameter(name);
        }
    }
}
