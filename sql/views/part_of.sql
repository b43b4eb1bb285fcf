-- grain: one part per topic
create or replace macro core.part_of(topic_no, n_parts) as (topic_no >> 32) * n_parts >> 32;

comment on macro core.part_of is 'In which of so many equal parts a topic lies, counted from 0 in the order of its number.';
