-- grain: every article with a signature is to be looked up; what is derived of stories is emptied
delete from core.likeness;
delete from core.story;
delete from core.retold;
insert into core.retold select article_url from core.signature;
