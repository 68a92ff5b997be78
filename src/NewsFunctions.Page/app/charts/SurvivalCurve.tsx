import type { SurvivalPoint } from '../api/summaryTypes';
import { ageWords, shareWords } from '../words/survival';

const width = 1000;
const height = 300;
const year = 12;

/**
 * Shows the share of live links by age, as a step line with a confidence band and as a table. The line is dashed where
 * the data does not say when links were lost.
 */
export function SurvivalCurve({ points, what }: { points: SurvivalPoint[]; what: string }) {
  const last = points.at(-1);
  if (!last || last.months === 0) {
    return null;
  }
  const x = (months: number) => (width * months) / last.months;
  const y = (share: number) => height * (1 - share);
  const rows = points.filter((point) => point.months % year === 0 || point === last);
  const words = `The share of ${what} that was there: ${rows.slice(1).map((point) => `${shareWords(point.alive)} after ${ageWords(point.months)}`).join(', ')}.`;
  return (
    <figure class="survival">
      <div class="survival-plot">
        <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={words}>
          <path class="survival-grid" d={`M0 ${y(0.5)}H${width}${yearMarks(last.months).map((months) => `M${x(months)} 0V${height}`).join('')}`} />
          <path class="survival-band" d={band(points, x, y)} />
          <path class="survival-line" d={line(points, x, y, false)} />
          <path class="survival-line survival-drawn" d={line(points, x, y, true)} />
        </svg>
        <div class="survival-shares soft" aria-hidden="true"><span>100 %</span><span>50 %</span><span>0</span></div>
      </div>
      <div class="survival-ages soft" aria-hidden="true">
        {yearMarks(last.months).map((months) => <span key={months} style={{ insetInlineStart: `${x(months) / 10}%` }}>{months / year}</span>)}
      </div>
      <figcaption class="soft">Age in years. The band is where 95 % of samples lie; the line is dashed where it is not known when links were lost.</figcaption>
      <details>
        <summary>The same as a table</summary>
        <table>
          <thead><tr><th scope="col">Age</th><th scope="col" class="n">There</th><th scope="col" class="n">Band</th></tr></thead>
          <tbody>
            {rows.map((point) => (
              <tr key={point.months}>
                <th scope="row">{ageWords(point.months)}</th>
                <td class="n">{shareWords(point.alive)}</td>
                <td class="n">{shareWords(point.low)} to {shareWords(point.high)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

/** Returns the ages to label: at most nine, all whole years. */
function yearMarks(lastMonth: number): number[] {
  const years = Math.floor(lastMonth / year);
  const step = Math.max(1, Math.ceil(years / 8));
  return Array.from({ length: Math.floor(years / step) + 1 }, (_, i) => i * step * year);
}

/** Draws the steps of the line. The dashed parts slope from one age to the next. */
function line(points: SurvivalPoint[], x: (months: number) => number, y: (share: number) => number, drawn: boolean): string {
  let path = '';
  for (let i = 1; i < points.length; i++) {
    const [from, to] = [points[i - 1]!, points[i]!];
    if (isDrawn(from, to) === drawn) {
      path += `M${x(from.months)} ${y(from.alive)}${drawn ? `L${x(to.months)} ${y(to.alive)}` : `H${x(to.months)}V${y(to.alive)}`}`;
    }
  }
  return path;
}

function isDrawn(from: SurvivalPoint, to: SurvivalPoint): boolean {
  return from.drawn || to.drawn;
}

function band(points: SurvivalPoint[], x: (months: number) => number, y: (share: number) => number): string {
  const upper = points.map((point) => `${x(point.months)} ${y(point.high)}`);
  const lower = points.map((point) => `${x(point.months)} ${y(point.low)}`).reverse();
  return `M${[...upper, ...lower].join('L')}z`;
}
