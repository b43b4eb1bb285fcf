-- grain: one row per chosen article whose signature is another than what is stored, or the first, or gone
create or replace temp table changed_signature as
select chosen.article_url
from chosen_article as chosen
left join core.signature as stored using (article_url)
left join staged_signature as staged using (article_url)
where
    stored.published is distinct from staged.published
    or stored.shingles is distinct from staged.shingles
    or stored.bands is distinct from staged.bands
    or stored.numbers is distinct from staged.numbers;

delete from core.signature where article_url in (select article_url from changed_signature);

insert into core.signature by name
select staged_signature.* from staged_signature semi join changed_signature using (article_url);

insert into core.retold from changed_signature;
