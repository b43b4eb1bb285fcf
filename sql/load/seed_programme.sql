-- grain: one row per programme of the lexicon
delete from core.programme;

insert into core.programme by name
select code as programme, en as name_en, ur as name_ur, vi as name_vi, definition from lexicon_programmes;
