-- Keyed hashes of a title's words stand beside its ciphertext, so that a case is found by what it is about. Null until the words of a
-- case from before are hashed, which only the application can do.
alter table casework.case_file add column title_words bytea[];
create index case_file_title_words on casework.case_file using gin (title_words);
create index case_file_without_words on casework.case_file (id) where title_words is null;
create index case_file_promised on casework.case_file (follow_up_at) where follow_up_at is not null and state in ('OPEN', 'PENDING');
