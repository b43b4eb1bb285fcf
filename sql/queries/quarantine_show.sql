-- grain: one row: a number in quarantine, with its paragraph and where its page is archived
select
    quarantine.*,
    paragraph.text as paragraph,
    article.warc_file,
    article.warc_offset
from main.quarantine as quarantine
inner join core.article as article using (article_url)
left join core.paragraph as paragraph
    on
        paragraph.article_url = quarantine.article_url
        and paragraph.version = article.version
        and paragraph.p = quarantine.p
where quarantine.quarantine_id = ?;
