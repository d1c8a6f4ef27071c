-- Which figures of a region cover only a part: 市管, 城关镇.
-- One row per region and scope.
select distinct region, scope
from held
where scope <> '全部'
order by region nulls last, scope nulls last
