"""When Hadaf works: thin Prefect flows over the functions of `warehouse`."""
