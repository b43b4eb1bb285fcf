-- grain: one row per published table or view
select
    tables.table_name as name,
    tables.table_type as kind,
    coalesce(views.comment, base_tables.comment) as comment
from information_schema.tables as tables
left join duckdb_views() as views
    on views.database_name = current_database() and views.schema_name = 'main' and views.view_name = tables.table_name
left join duckdb_tables() as base_tables
    on
        base_tables.database_name = current_database()
        and base_tables.schema_name = 'main'
        and base_tables.table_name = tables.table_name
where tables.table_catalog = current_database() and tables.table_schema = 'main'
order by tables.table_name;
