-- grain: every row of the chosen articles' facts; their text stays for history
delete from core.mention where article_url in (select article_url from chosen_article where is_known);
delete from core.held_back where article_url in (select article_url from chosen_article where is_known);
delete from core.milestone where article_url in (select article_url from chosen_article where is_known);
delete from core.correction_outcome where article_url in (select article_url from chosen_article where is_known);
