-- grain: one number per place in today's boundaries and indicator
create or replace macro core.topic_number(today_ref_area, indicator) as
    md5_number_lower(concat_ws(chr(10), today_ref_area, indicator));

comment on macro core.topic_number is 'The number of a topic: all that is told of one indicator in one place, under whichever boundaries.';
