-- grain: every row of the chosen articles: themselves, their paragraphs, figures, numbers in quarantine, milestones
create or replace temp table current_version as
select article_url, max(version) as version
from core.article_version
where article_url in (select article_url from chosen_article)
group by article_url;

insert into core.paragraph
select current_version.article_url, current_version.version, paragraph.p, paragraph.text
from staged_paragraph as paragraph
inner join current_version on current_version.article_url = paragraph.url
-- the text of a version that was only read again is stored already
anti join core.article as stored
    on stored.article_url = current_version.article_url and stored.version = current_version.version;

insert or replace into core.article by name
select
    staged_article.url as article_url,
    staged_article.article_id,
    staged_article.slug,
    staged_article.origin_url,
    staged_article.title,
    staged_article.source,
    core.name_number(staged_article.url) as article_no,
    core.name_number(coalesce(staged_article.source, main.site_of(staged_article.url))) as source_no,
    staged_article.published,
    staged_article.lang,
    staged_article.layout,
    current_version.version,
    false as withdrawn,
    len(staged_article.paragraphs) as n_paragraphs,
    staged_article.captions,
    staged_article.text_sha256,
    staged_article.warc_file,
    staged_article.warc_offset,
    staged_article.fetched_at,
    getvariable('extractor_version') as extractor_version,
    getvariable('run_id') as run_id
from staged_article
inner join current_version on current_version.article_url = staged_article.url;

insert into core.mention by name
select *, getvariable('extractor_version') as extractor_version, getvariable('run_id') as run_id
from staged_corrected
where article_url in (select article_url from chosen_article);

insert into core.held_back by name
select *, getvariable('extractor_version') as extractor_version, getvariable('run_id') as run_id
from staged_quarantined
where article_url in (select article_url from chosen_article);

insert into core.milestone by name
select *, getvariable('run_id') as run_id
from staged_milestone
where article_url in (select article_url from chosen_article);

insert into core.correction_outcome by name
select figure_id, field, article_url, as_read, applied
from staged_correction
where article_url in (select article_url from chosen_article);
