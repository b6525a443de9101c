-- What people wrote beside a decision (the note of a transfer, the reason of a refusal) may say much: encrypted, and out of the record.
alter table routing.journal add column said bytea;
update routing.journal set record = record - 'reason' where kind = 'OfferEnded' and record ->> 'reason' is not null;
