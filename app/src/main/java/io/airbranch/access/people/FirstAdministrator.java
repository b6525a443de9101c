package io.airbranch.access.people;

import io.airbranch.access.Institution;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Institutions.NewInstitution;
import io.airbranch.access.Operators;
import io.airbranch.shared.Name;
import io.airbranch.shared.Outcome.Done;
import io.airbranch.shared.Outcome.Refused;
import io.airbranch.shared.Refusal;
import java.time.ZoneId;
import java.util.List;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/** Lets a new installation have its first administrator, where {@code airbranch.first-administrator.username} names one. */
@Component
class FirstAdministrator implements ApplicationRunner {

    /**
     * @param username of the administrator; empty = none is made
     * @param group code of the group, the top of the institution tree
     */
    @ConfigurationProperties("airbranch.first-administrator")
    record Settings(
            @DefaultValue("") String username,
            @DefaultValue("bank") String group,
            @DefaultValue("本行") String groupNameZh,
            @DefaultValue("Our bank") String groupNameEn,
            @DefaultValue("Asia/Shanghai") ZoneId zone) {}

    private final Operators operators;
    private final Settings settings;

    FirstAdministrator(Operators operators, Settings settings) {
        this.operators = operators;
        this.settings = settings;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (settings.username().isBlank()) {
            return;
        }
        var group = new NewInstitution(
                new InstitutionPath(settings.group() + "."),
                Institution.Kind.GROUP,
                Name.of(settings.groupNameZh(), settings.groupNameEn()),
                settings.zone(),
                List.of("zh", "en"),
                null);
        switch (operators.createFirstAdministrator(settings.username(), group)) {
            case Done<String>(String password) ->
                // On the console of whoever installs, once, and in no log file.
                System.out.println("First administrator '" + settings.username() + "', password for the first sign-in: "
                        + password);
            case Refused<String>(Refusal refusal) when refusal.code().equals("operator.not-first") -> {
                // Every start but the first.
            }
            case Refused<String>(Refusal refusal) ->
                throw new IllegalStateException("Cannot make the first administrator: " + refusal.message());
        }
    }
}
