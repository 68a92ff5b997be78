import type { HistoryDay } from '../api/summaryTypes';
import { dayWords } from '../words/dates';
import { num } from '../words/numbers';

const width = 1000;
const height = 100;

/** Shows day by day how many links were lost and, stacked above, how many were in doubt. */
export function StepLine({ history }: { history: HistoryDay[] }) {
  const first = history[0];
  const last = history.at(-1);
  if (!first || !last || history.length < 2) {
    return null;
  }
  const start = Date.parse(first.date);
  const span = Date.parse(last.date) - start;
  const top = Math.max(1, ...history.map((day) => day.dead + day.suspect));
  const x = (day: HistoryDay) => (width * (Date.parse(day.date) - start)) / span;
  const y = (value: number) => height - (height * value) / top;
  const words = `From ${dayWords(first.date)} to ${dayWords(last.date)} lost went from ${num(first.dead)} to ${num(last.dead)}, in doubt from ${num(first.suspect)} to ${num(last.suspect)}.`;
  return (
    <figure class="step-line">
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={words}>
        <path fill="url(#hatch)" d={area(history, x, (day) => y(day.dead + day.suspect))} />
        <path class="step-dead" d={area(history, x, (day) => y(day.dead))} />
      </svg>
      <figcaption class="soft"><span>{dayWords(first.date)}: {num(first.dead)} lost</span><span>{dayWords(last.date)}: {num(last.dead)} lost</span></figcaption>
      <details>
        <summary>The line as a table</summary>
        <table>
          <thead><tr><th scope="col">Last day of the month</th><th scope="col" class="n">Lost</th><th scope="col" class="n">In doubt</th></tr></thead>
          <tbody>
            {lastOfMonths(history).map((day) => <tr key={day.date}><th scope="row">{dayWords(day.date)}</th><td class="n">{num(day.dead)}</td><td class="n">{num(day.suspect)}</td></tr>)}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

function lastOfMonths(history: HistoryDay[]): HistoryDay[] {
  return history.filter((day, i) => history[i + 1]?.date.slice(0, 7) !== day.date.slice(0, 7));
}

function area(history: HistoryDay[], x: (day: HistoryDay) => number, y: (day: HistoryDay) => number): string {
  const steps = history.map((day, i) => `${i === 0 ? 'M0 ' + y(day) : `H${x(day)}V${y(day)}`}`);
  return `${steps.join('')}H${width}V${height}H0z`;
}
