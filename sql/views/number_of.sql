-- grain: one number per key of 16 hex digits
create or replace macro core.number_of(key) as cast('0x' || key as ubigint);

comment on macro core.number_of is 'A key of 16 hex digits as a number, which is found several times as fast.';
