-- grain: one row per release that was built: what its own file says of it, for the history
insert into core.release
select * replace ($status as status) from built.core.release where release_id = $release_id;

insert into core.release_object
select * from built.core.release_object where release_id = $release_id;

insert into core.release_change
select * from built.core.release_change where release_id = $release_id;

update core.run set release_id = $release_id where run_id = $run_id;
