-- grain: one row: a figure, its paragraph, and where its page is archived
select
    figures.*,
    paragraph.text as paragraph,
    article.version,
    article.layout,
    article.text_sha256,
    article.warc_file,
    article.warc_offset
from main.figures as figures
inner join core.article as article using (article_url)
left join core.paragraph as paragraph
    on
        paragraph.article_url = figures.article_url
        and paragraph.version = article.version
        and paragraph.p = figures.p
where figures.figure_id = ?;
