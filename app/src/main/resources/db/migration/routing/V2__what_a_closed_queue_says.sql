-- What a customer reads while the queue is closed; null for the general sentence.
alter table queue
    add column closed_zh text,
    add column closed_en text,
    add constraint queue_closed_in_both_languages check ((closed_zh is null) = (closed_en is null));
