-- Keep the bound numerals of documents.
-- One row per numeral of the frame "incoming".
insert into edition_numeral by name
select * from incoming
