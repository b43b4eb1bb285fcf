-- grain: one row per source and address that an index listed with a date before the range of its run
create table core.listed_url (
    source varchar not null,
    url varchar not null,
    first_listed_at timestamp not null,
    primary key (source, url)
);
comment on table core.listed_url is 'Addresses left out for their date: one that is not here is listed for the first time.';
