-- What was answered may hold personal data, so it is kept as ciphertext. Answers from before are still read until they are forgotten.
alter table shared.idempotency add column sealed boolean not null default false;
