-- grain: every row of the article: itself, its paragraphs, figures, numbers in quarantine, milestones
insert into core.paragraph
select version.article_url, version.version, paragraph.p, paragraph.text
from staged_paragraph as paragraph
inner join core.article_version as version on version.article_url = paragraph.url
where
    version.article_url = getvariable('article_url')
    and version.version = (select max(version) from core.article_version where article_url = getvariable('article_url'))
    and not exists (
        select 1 from core.paragraph as stored
        where stored.article_url = version.article_url and stored.version = version.version
    );

insert or replace into core.article by name
select
    url as article_url,
    article_id,
    slug,
    origin_url,
    title,
    source,
    published,
    lang,
    layout,
    (select max(version) from core.article_version where article_url = getvariable('article_url')) as version,
    false as withdrawn,
    len(paragraphs) as n_paragraphs,
    captions,
    text_sha256,
    warc_file,
    warc_offset,
    fetched_at,
    getvariable('extractor_version') as extractor_version,
    getvariable('run_id') as run_id
from staged_article
where url = getvariable('article_url');

insert into core.mention by name
select *, getvariable('extractor_version') as extractor_version, getvariable('run_id') as run_id
from staged_corrected
where article_url = getvariable('article_url');

insert into core.held_back by name
select
    held_back.* exclude (span_id),
    getvariable('extractor_version') as extractor_version,
    getvariable('run_id') as run_id
from staged_held_back as held_back
where
    article_url = getvariable('article_url')
    and quarantine_id not in (select figure_id from staged_corrected)
union all by name
select
    dropped.figure_id as quarantine_id,
    mention.article_url,
    mention.p,
    mention.char_start,
    mention.char_end,
    mention.sentence,
    mention.mention,
    'corrected: ' || dropped.reason as reason,
    getvariable('extractor_version') as extractor_version,
    getvariable('run_id') as run_id
from staged_correction as dropped
inner join staged_mention as mention using (figure_id)
where dropped.field = 'drop' and dropped.applied and mention.article_url = getvariable('article_url');

insert into core.milestone by name
select *, getvariable('run_id') as run_id
from staged_milestone
where article_url = getvariable('article_url');

insert into core.correction_outcome by name
select figure_id, field, article_url, as_read, applied
from staged_correction
where article_url = getvariable('article_url');
