-- grain: one row per chosen article that had a signature: its story goes on without it
insert into core.retold
select article_url from core.signature where article_url in (select article_url from chosen_article);

delete from core.signature where article_url in (select article_url from chosen_article);
