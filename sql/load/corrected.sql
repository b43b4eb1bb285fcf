-- grain: one field of one figure: the user's value where there is one that applies, else what was read
create or replace temp macro corrected(fields, name, as_read) as
    case when list_contains(map_keys(fields), name) then nullif(fields[name], '') else as_read end;
