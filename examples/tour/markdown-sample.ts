// A text with a bit of everything that Markdown can do here.
export const markdownSample = `## Saturday’s late sailings

Text is *the picture*, boxes are rare. A list, with **bold** and \`code\` in it:

1. The 12:30 left on time.
2. The 14:05 waited for a lorry.
   - It caught up by Port Ellary.
3. The ~~16:00~~ 16:10 left with the tide.

| Harbour | Sailings | Late | Share |
|---|--:|--:|--:|
| Kinloch | 612 | 31 | 5.1 % |
| Port Ellary | 584 | 3 | 0.5 % |

\`\`\`sql
-- sailings that left more than ten minutes late
select berth, count(*) as late, round(avg(loading_min), 1) as loading
from sailings
where month = '2026-10' and delay_min > 10
group by berth order by late desc;
\`\`\`

If a sailing has slack $s_k$ and expected delay $d_k$, the chance that one of a day’s sailings slips is

$$
P(\\text{late}) = 1 - \\prod_{k=1}^{n} \\left(1 - \\frac{d_k}{s_k}\\right)
$$

> [!WARNING]
> The weather service did not answer, so gales on the 17th and 24th count as ordinary days.

A spare vessel at Kinloch from 12:30 would take over the second turnaround. See [the harbour board](https://example.com) for the rest.
`;
