-- grain: every row of the article's facts; its text stays for history
delete from core.mention where article_url = getvariable('article_url');
delete from core.held_back where article_url = getvariable('article_url');
delete from core.milestone where article_url = getvariable('article_url');
delete from core.correction_outcome where article_url = getvariable('article_url');
