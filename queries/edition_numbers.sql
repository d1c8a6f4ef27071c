-- Where a 数据编号 is printed in kept documents, issued ones first, then the newest.
-- One row per numeral.
select n.edition, n.quote, n.measure, n.reference, n.sentence, n.place, e.title, e.state
from edition_numeral as n
join edition as e on e.edition = n.edition
where n.number = $number
order by e.state desc nulls last, n.edition desc nulls last, n.position nulls last
