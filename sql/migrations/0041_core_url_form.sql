-- grain: one row per source whose Urdu addresses were learned from the site's own links
create table core.url_form (
    source varchar primary key,
    listed varchar not null,
    urdu varchar not null,
    steps integer not null,
    proof varchar not null,
    proof_url varchar not null,
    learned_at timestamp not null,
    verified_at timestamp,
    verified_url varchar,
    revoked_at timestamp,
    revoked_why varchar
);
comment on table core.url_form is 'How a site makes the address of its Urdu edition of the one it lists, with the proof.';
