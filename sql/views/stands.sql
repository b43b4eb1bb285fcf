-- grain: one answer per place, set of boundaries and day
create or replace macro core.stands(boundary_set, day, valid_from, valid_to) as case boundary_set
    when 'today' then valid_to is null
    else day between coalesce(valid_from, date '1900-01-01') and coalesce(valid_to, date '9999-12-31')
end;

comment on macro core.stands is 'Whether a place is one of a set of boundaries: there now, or on the day that is told of.';
