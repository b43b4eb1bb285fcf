-- grain: one row per touched series key
create or replace temp table fresh_observation as select * from core.observation_now;

merge into core.observation as observation
using fresh_observation
on observation.observation_no = fresh_observation.observation_no
when matched then update
when not matched then insert;

-- apart from the merge: "not matched by source" would carry every row of the warehouse through a full join
delete from core.observation
where
    observation_no in (select observation_no from core.touched)
    and observation_no not in (select observation_no from fresh_observation);
