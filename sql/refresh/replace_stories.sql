-- grain: one row per article of a story that a retold article belongs to, or belonged to; the moved ones' figures as `touching`
-- A story is named by its first teller: the earliest published, then the least address; so it does not hang on the order
-- in which its articles came.
create or replace temp table story_before as
select story.*
from core.story as story
where story.story_url in (
    select story_url
    from core.story
    where
        article_url in (select article_url from retold_once)
        -- stories that a retold article joins
        or article_url in (
            select other_url from core.likeness where article_url in (select article_url from retold_once)
            union
            select article_url from core.likeness where other_url in (select article_url from retold_once)
        )
);

create or replace temp table story_after as
with recursive

members as (
    select article_url from story_before
    union
    select article_url from retold_once
    union
    select other_url from core.likeness where article_url in (select article_url from retold_once)
    union
    select article_url from core.likeness where other_url in (select article_url from retold_once)
),

links as (
    select likeness.article_url, likeness.other_url
    from core.likeness as likeness
    semi join members using (article_url)
    union all
    select likeness.other_url, likeness.article_url
    from core.likeness as likeness
    semi join members on members.article_url = likeness.other_url
),

reached as (
    select article_url, article_url as member_url from (select distinct article_url from links)
    union
    select reached.article_url, links.other_url
    from reached
    inner join links on links.article_url = reached.member_url
)

select reached.article_url, first(member.article_url order by member.published, member.article_url) as story_url
from reached
inner join core.signature as member on member.article_url = reached.member_url
group by reached.article_url;

delete from core.story where article_url in (select article_url from story_before);
insert into core.story by name
select *, core.name_number(article_url) as article_no, core.name_number(story_url) as story_no
from story_after;

create or replace temp table touching as
select
    place_id, programme, indicator, part, role, basis, unit, per, period_start, period_end, observation_no,
    coalesce(out_of > 0, false) as tells_whole
from core.mention
where
    observation_no is not null
    and article_url in (
        select coalesce(story_before.article_url, story_after.article_url)
        from story_before
        full outer join story_after using (article_url)
        where story_before.story_url is distinct from story_after.story_url
    );

delete from core.retold;
