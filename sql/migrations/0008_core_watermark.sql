-- grain: one row per configured source
create table core.watermark (
    source varchar primary key,
    watermark date not null,
    updated_at timestamp not null
);
comment on table core.watermark is 'The day up to which a source has been read without failure.';
