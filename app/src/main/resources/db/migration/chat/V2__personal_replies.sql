-- A reply with an owner is his alone; the others are shared by the institution.
alter table chat.canned_reply add column owner uuid;
alter table chat.canned_reply drop constraint canned_reply_institution_language_shortcut_key;
create unique index canned_reply_shortcut on chat.canned_reply (institution, language, shortcut) where owner is null;
create unique index canned_reply_own_shortcut on chat.canned_reply (owner, language, shortcut) where owner is not null;
