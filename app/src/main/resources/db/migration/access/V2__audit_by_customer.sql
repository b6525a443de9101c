-- Whose data: what was done to a customer's contacts and cases, beside what was done to the customer.
create index on access.audit_entry ((detail ->> 'customer'), seq) where detail ->> 'customer' is not null;
