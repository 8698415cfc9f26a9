package io.smartconnect.simulator.api;

import io.smartconnect.simulator.http.ApiErrorException;
import io.smartconnect.simulator.http.ApiRequest;
import java.util.List;

/**
 * The page of a list that a request selects.
 *
 * @param offset number of items to skip
 * @param limit 1 to 50, by default 10
 */
record PageRequest(int offset, int limit) {

    static PageRequest of(ApiRequest call) {
        return new PageRequest(number(call, "offset", 0, 0, Integer.MAX_VALUE), number(call, "limit", 10, 1, 50));
    }

    <T> List<T> of(List<T> all) {
        return all.stream().skip(offset).limit(limit).toList();
    }

    private static int number(ApiRequest call, String name, int otherwise, int least, int most) {
        int number = call.parameter(name).map(text -> parse(name, text)).orElse(otherwise);
        if (number < least || number > most) {
            throw ApiErrorException.badParameter(name);
        }
        return number;
    }

    private static int parse(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw ApiErrorException.badParameter(name);
        }
    }
}
