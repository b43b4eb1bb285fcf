-- grain: every row that the refresh worked from, which is done with
delete from core.touched;
delete from core.changed;
delete from core.wanted;
