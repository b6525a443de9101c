-- Whether a line carries the file is known for good once its conversation is over; what no line carries is removed after a day.
alter table chat.attachment add column sent boolean not null default false;
create index attachment_undecided on chat.attachment (at) where not sent;
