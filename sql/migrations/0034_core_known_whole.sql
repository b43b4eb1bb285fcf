-- grain: one row per boundary set, place and kind of whole (communes of a district): its size as last stated
drop view if exists core.known_whole;

create table core.known_whole (
    boundary_set varchar not null,
    ref_area varchar not null,
    whole varchar not null,
    size double not null
);
comment on table core.known_whole is 'How large a whole is that fractions are told of, place by place, as last stated.';
comment on column core.known_whole.size is 'Size of the whole.';
