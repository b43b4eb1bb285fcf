-- grain: one row per article whose text is long enough to be found again elsewhere
create table core.signature (
    article_url varchar not null,
    published date not null,
    shingles uinteger[] not null,
    bands ubigint[] not null,
    numbers varchar[] not null
);
comment on table core.signature is 'What tells whether another article tells the same story: made from the text alone, replaced with it.';
comment on column core.signature.shingles is 'Hashes of each three words in a row, each once, in order.';
comment on column core.signature.bands is 'Bands of the locality-sensitive hash: texts that share one are compared.';
comment on column core.signature.numbers is 'Numbers of the text, dates too, as digits; the values of figures written in words.';
