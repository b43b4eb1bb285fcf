-- grain: one row per published macro
select
    function_name as name,
    array_to_string(parameters, ', ') as parameters,
    comment
from duckdb_functions()
where database_name = current_database() and schema_name = 'main' and not internal
order by function_name;
