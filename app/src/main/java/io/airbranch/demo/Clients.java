package io.airbranch.demo;

import io.airbranch.access.InstitutionPath;
import io.airbranch.customer.Customers.NewCustomer;
import io.airbranch.customer.Identity;
import io.airbranch.customer.Identity.Kind;
import io.airbranch.customer.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Two hundred customers who do not exist: names put together from syllables, telephone numbers of one made-up block, identity cards of
 * a region that there is not. The same every time.
 */
final class Clients {
    static final int COUNT = 200;

    private static final long SEED = 20_260_101;
    private static final List<String> SURNAMES =
            List.of("林", "陈", "周", "吴", "郑", "冯", "褚", "卫", "蒋", "沈", "韩", "杨", "朱", "秦", "尤", "许", "何", "吕", "施", "张");
    private static final List<String> FIRST = List.of("晓", "雨", "思", "子", "佳", "文", "清", "安", "景", "若", "嘉", "一");
    private static final List<String> SECOND =
            List.of("燕", "桐", "远", "涵", "宁", "轩", "扬", "禾", "行", "溪", "树", "鸣", "川", "岚");
    private static final List<String> GIVEN_EN = List.of(
            "Ada", "Ben", "Clara", "Daniel", "Elsa", "Felix", "Grace", "Henry", "Iris", "Jonas", "Kitty", "Leo", "Mona",
            "Nigel");
    private static final List<String> SURNAMES_EN = List.of(
            "Wong", "Lau", "Kwok", "Hartley", "Tsang", "Mercer", "Chiu", "Oakes", "Yip", "Penrose", "Lam", "Fairbank");
    private static final List<InstitutionPath> HOMES =
            List.of(Places.SHANGHAI, Places.BEIJING, Places.SHENZHEN, Places.BANK, Places.CARD);

    private Clients() {}

    static List<NewCustomer> all() {
        var random = new Random(SEED);
        return IntStream.rangeClosed(1, COUNT).mapToObj(n -> client(n, random)).toList();
    }

    private static NewCustomer client(int n, Random random) {
        var hongKong = n % 8 == 0;
        var english = (hongKong && n % 3 != 0) || n % 25 == 0;
        var name = english ? pick(GIVEN_EN, random) + " " + pick(SURNAMES_EN, random) : chineseName(random);
        var home = hongKong ? Places.HK_BANK : pick(HOMES, random);
        var identities = new ArrayList<Identity>();
        identities.add(new Identity(Kind.NUMBER, String.format(Locale.ROOT, "SFB%07d", 1000 + n)));
        identities.add(new Identity(
                Kind.PHONE,
                hongKong
                        ? String.format(Locale.ROOT, "+8525550%04d", n)
                        : String.format(Locale.ROOT, "+861380000%04d", n)));
        identities.add(new Identity(
                Kind.ID_CARD,
                String.format(
                        Locale.ROOT,
                        "9901%02d19%02d%02d%02d%03dX",
                        1 + random.nextInt(12),
                        60 + random.nextInt(40),
                        1 + random.nextInt(12),
                        1 + random.nextInt(28),
                        n)));
        identities.add(new Identity(Kind.EMAIL, "customer" + n + "@mail.example"));
        return new NewCustomer(home, name, tier(random), english ? "en" : "zh", identities);
    }

    private static String chineseName(Random random) {
        var second = random.nextInt(4) == 0 ? "" : pick(SECOND, random);
        return pick(SURNAMES, random) + pick(FIRST, random) + second;
    }

    private static Tier tier(Random random) {
        int chance = random.nextInt(100);
        return chance < 70 ? Tier.STANDARD : chance < 90 ? Tier.GOLD : chance < 98 ? Tier.PLATINUM : Tier.PRIVATE;
    }

    static <T> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}
