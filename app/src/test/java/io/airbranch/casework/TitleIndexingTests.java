package io.airbranch.casework;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.access.InstitutionPath;
import io.airbranch.casework.CaseArchive.PastCase;
import io.airbranch.casework.Cases.Priority;
import io.airbranch.casework.Cases.State;
import io.airbranch.shared.db.Scope;
import io.airbranch.testkit.AirbranchTest;
import io.airbranch.testkit.TestClock;
import io.airbranch.testkit.TestDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@AirbranchTest
class TitleIndexingTests {
    private static final InstitutionPath HOME = new InstitutionPath("titles.");

    @Autowired
    TitleIndexing indexing;

    @Autowired
    CaseArchive archive;

    @Autowired
    CaseStore store;

    @Autowired
    TestClock clock;

    @Autowired
    TestDatabase database;

    @Test
    void casesFromBeforeTitlesWereHashedAreFoundByTheirWordsAfterTheSweepHoweverMany() {
        var owner = JdbcClient.create(database.owner());
        for (int i = 0; i < TitleIndexing.AT_ONCE + 5; i++) {
            var past = past("早年留下的诉求");
            Scope.within(Scope.system(), () -> archive.bring(past));
        }
        owner.sql("update casework.case_file set title_words = null where institution = :home")
                .param("home", HOME.value())
                .update();

        indexing.sweep();

        assertThat(found("留下的诉求")).isEqualTo(TitleIndexing.AT_ONCE + 5);
        assertThat(found("别的诉求")).isZero();
    }

    private PastCase past(String title) {
        return new PastCase(
                UUID.randomUUID(),
                HOME,
                title,
                null,
                Priority.NORMAL,
                State.OPEN,
                null,
                null,
                null,
                clock.instant(),
                null,
                null,
                null,
                List.of());
    }

    private int found(String text) {
        var words = new CaseStore.Text(null, List.of(), TitleWords.asked(text));
        var asked = new CaseStore.Asked(
                List.of(HOME.value()), null, false, List.of(State.OPEN), null, words, null, null, 10_000);
        return Scope.within(Scope.system(), () -> store.page(asked)).size();
    }
}
