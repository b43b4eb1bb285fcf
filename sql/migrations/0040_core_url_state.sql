-- grain: one row per URL ever visited: when it is looked at again by itself, and whether its last body was read
alter table core.url_state add column next_visit_at timestamp;
alter table core.url_state add column revisit_step integer;
alter table core.url_state add column unread boolean;
alter table core.url_state add column rejected varchar;

-- what a killed run had archived and not read, by the rule that held before this column
update core.url_state set
    unread = coalesce(
        warc_file is not null and body_fetched_at > (
            select max(finished_at) from core.run where status in ('published', 'nothing new', 'checks failed')
        ), false
    ),
    revisit_step = 0,
    next_visit_at = case
        when outcome = 'failed' then fetched_at
        when outcome in ('new', 'changed', 'unchanged') then fetched_at + interval 1 day
    end;
