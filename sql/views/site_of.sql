-- grain: one host per URL
create or replace macro main.site_of(url) as regexp_extract(url, '^[a-z]+://([^/]+)', 1);

comment on macro main.site_of is 'The host of a URL.';
