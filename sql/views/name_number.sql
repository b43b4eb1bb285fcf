-- grain: one number per address or name
create or replace macro core.name_number(name) as md5_number_lower(name);

comment on macro core.name_number is 'The number of an article, a publisher or a story, by its address or name: found several times as fast.';
