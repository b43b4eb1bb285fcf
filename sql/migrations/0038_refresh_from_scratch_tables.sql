-- grain: every object that a refresh worked with and that its temporary tables have replaced, and views since made one
drop view if exists core.candidate_now;
drop view if exists core.result;
drop view if exists core.target_now;
drop view if exists core.sub_place_sum;
drop view if exists core.known_whole_now;
drop view if exists core.touched_whole;
drop view if exists core.observation_2025_now;
drop view if exists core.judged_observation;
drop view if exists core.reached_stock;
drop view if exists core.reached_rate;
drop view if exists core.reached_running_total;
drop table core.changed;
drop table core.wanted;
