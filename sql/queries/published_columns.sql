-- grain: one row per column of a published table or view
select
    table_name as object,
    column_name as name,
    data_type as type,
    comment
from duckdb_columns()
where database_name = current_database() and schema_name = 'main' and not internal
order by table_name, column_index;
