import { type ComponentChildren, Fragment } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import type { SummaryDay } from '../api/summaryTypes';
import type { LinkState } from '../api/types';
import { dayWords, monthName, shortMonth } from '../words/dates';
import { count, num, percent } from '../words/numbers';
import { type DayCell, layOut, pitch, type YearRow } from './calendarLayout';

interface Props {
  days: SummaryDay[];
  selected: string | null;
  /** Fades days without links in this state. Only lost and suspect counts are known by day. */
  state: LinkState | null;
  /** Whether anything was ever checked. If not, the calendar makes no claim about losses. */
  isChecked: boolean;
  onOpen: (date: string) => void;
  /** Details of the selected day, shown below its year. */
  children?: ComponentChildren;
}

/** Describes a day for the caption and for screen readers. */
export function dayLabel(day: SummaryDay, isChecked: boolean): string {
  const doubt = day.suspect > 0 ? `, ${num(day.suspect)} in doubt` : '';
  const media = day.media === 0 ? 'no media' : isChecked ? `${num(day.dead)} of ${num(day.media)} media lost${doubt}` : `${num(day.media)} media, not checked`;
  return `${dayWords(day.date)}: ${count(day.articles, 'article')}, ${media}`;
}

/**
 * Shows a row for each year and a cell for each day. Size is the number of articles, hue the share of lost media;
 * hatching marks days with media in doubt.
 */
export function Calendar({ days, selected, state, isChecked, onOpen, children }: Props) {
  const years = useMemo(() => layOut(days), [days]);
  const order = useMemo(() => days.map((day) => day.date).sort(), [days]);
  const [at, setAt] = useState<string | null>(null);
  const entry = (at !== null && order.includes(at) ? at : null) ?? selected ?? order.at(-1) ?? null;
  const shown = days.find((day) => day.date === (at ?? selected));

  // The object must stay the same, or every year would render again.
  const latest = useRef({ onOpen, order });
  latest.current = { onOpen, order };
  const acts = useMemo<CellActs>(() => ({
    open: (date) => latest.current.onOpen(date),
    show: setAt,
    press: (e, date) => {
      const isOpening = e.key === 'Enter' || e.key === ' ';
      const next = isOpening ? null : neighbour(latest.current.order, date, e.key);
      if (isOpening) {
        latest.current.onOpen(date);
      } else if (next !== null) {
        document.getElementById(cellId(next))?.focus();
      } else {
        return;
      }
      e.preventDefault();
    },
  }), []);

  return (
    <div class="calendar" data-selecting={state === 'Dead' || state === 'Suspect' ? state : undefined}>
      <Hatch />
      <p class="calendar-caption">
        <span data-testid="day-words">{shown ? dayLabel(shown, isChecked) : 'Each square is a day; the larger, the more articles.'}</span>
        <Legend />
      </p>
      {!years.some((year) => selected?.startsWith(year.year)) && children}
      {years.map((year) => {
        const within = (date: string | null) => (date?.startsWith(year.year) ? date : null);
        return (
          <Fragment key={year.year}>
            <Year year={year} isChecked={isChecked} entry={within(entry)} selected={within(selected)} acts={acts} />
            {within(selected) && children}
          </Fragment>
        );
      })}
      <DayTable days={days} />
    </div>
  );
}

interface CellActs {
  open: (date: string) => void;
  show: (date: string | null) => void;
  press: (e: KeyboardEvent, date: string) => void;
}

interface YearProps {
  year: YearRow;
  isChecked: boolean;
  /** The date that Tab reaches, if it is in this year. `selected` works the same way. */
  entry: string | null;
  selected: string | null;
  acts: CellActs;
}

/**
 * Renders one year. An archive of decades has thousands of cells, so a year renders again only when its props change.
 */
function Year({ year, isChecked, entry, selected, acts }: YearProps) {
  return useMemo(() => (
    <div class="year">
      <YearWords year={year} isChecked={isChecked} />
      <div class="months">
        {year.months.map((block) => (
          <figure class="month" key={block.key}>
            <figcaption><span aria-hidden="true">{shortMonth.format(block.start)}</span></figcaption>
            <svg width={6 * pitch} height={7 * pitch} viewBox={`0 0 ${6 * pitch} ${7 * pitch}`} role="group" aria-label={`${monthName.format(block.start)} ${year.year}`}>
              <path class="empty-days" d={block.dots} />
              {block.cells.map((cell) => (
                <Cell
                  key={cell.day.date}
                  cell={cell}
                  label={dayLabel(cell.day, isChecked)}
                  isEntry={cell.day.date === entry}
                  isSelected={cell.day.date === selected}
                  acts={acts}
                />
              ))}
            </svg>
          </figure>
        ))}
      </div>
    </div>
  ), [year, isChecked, entry, selected, acts]);
}

interface CellProps {
  cell: DayCell;
  label: string;
  isEntry: boolean;
  isSelected: boolean;
  acts: CellActs;
}

function Cell({ cell: { day, x, y, side, loss }, label, isEntry, isSelected, acts }: CellProps) {
  const box = { x: x - side / 2, y: y - side / 2, width: side, height: side };
  return (
    <g
      id={cellId(day.date)}
      class="day"
      role="button"
      tabIndex={isEntry ? 0 : -1}
      aria-label={label}
      aria-pressed={isSelected}
      data-dead={day.dead > 0 ? '' : undefined}
      data-doubt={day.suspect > 0 ? '' : undefined}
      onClick={() => acts.open(day.date)}
      onFocus={() => acts.show(day.date)}
      onMouseEnter={() => acts.show(day.date)}
      onMouseLeave={() => acts.show(null)}
      onBlur={() => acts.show(null)}
      onKeyDown={(e) => acts.press(e, day.date)}
    >
      <rect class="day-room" x={x - pitch / 2} y={y - pitch / 2} width={pitch} height={pitch} />
      <rect class={day.suspect > 0 && loss === 0 ? 'loss-none' : `loss-${loss}`} {...box} />
      {day.suspect > 0 && <rect class="doubt" fill="url(#hatch)" {...box} />}
    </g>
  );
}

function YearWords({ year, isChecked }: { year: YearRow; isChecked: boolean }) {
  return (
    <div class="year-words">
      <h3>{year.year}</h3>
      <p class="soft">
        <span>{count(year.articles, 'article')}</span>
        <span class={year.dead > 0 ? 'lost' : undefined}>{year.media === 0 ? 'no media' : isChecked ? `${percent(year.dead, year.media)} lost` : 'not checked'}</span>
        {year.suspect > 0 && <span>{`${percent(year.suspect, year.media)} in doubt`}</span>}
      </p>
    </div>
  );
}

function Legend() {
  return (
    <span class="legend" aria-hidden="true">
      <span>lost: none</span>
      {[0, 1, 2, 3, 4].map((loss) => (
        <svg key={loss} width="11" height="11"><rect class={`loss-${loss}`} width="11" height="11" /></svg>
      ))}
      <span>all;</span>
      <svg width="11" height="11"><rect class="loss-none" width="11" height="11" /><rect class="doubt" fill="url(#hatch)" width="11" height="11" /></svg>
      <span>in doubt</span>
    </span>
  );
}

/** Defines the hatch pattern once for the whole page; fills refer to it by id. */
export function Hatch() {
  return (
    <svg class="patterns" width="0" height="0" aria-hidden="true">
      <defs>
        <pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="hatch-line" width="1.6" height="4" />
        </pattern>
      </defs>
    </svg>
  );
}

/** Shows the same figures as a table. The rows are rendered only when the table is opened. */
function DayTable({ days }: { days: SummaryDay[] }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>The calendar as a table</summary>
      {isOpen && (
        <div class="scroll" tabIndex={0} role="region" aria-label="The calendar as a table">
          <table>
            <thead><tr><th scope="col">Day</th><th scope="col" class="n">Articles</th><th scope="col" class="n">Media</th><th scope="col" class="n">Lost</th><th scope="col" class="n">In doubt</th></tr></thead>
            <tbody>
              {days.map((day) => (
                <tr key={day.date}>
                  <th scope="row">{day.date}</th><td class="n">{num(day.articles)}</td><td class="n">{num(day.media)}</td><td class="n">{num(day.dead)}</td><td class="n">{num(day.suspect)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}

export function cellId(date: string): string {
  return `day-${date}`;
}

/**
 * Finds the day that a key leads to. Left and right move between days with articles, up and down by month, the page
 * keys by year.
 */
function neighbour(order: string[], date: string, key: string): string | null {
  const i = order.indexOf(date);
  switch (key) {
    case 'ArrowRight':
      return order[i + 1] ?? null;
    case 'ArrowLeft':
      return order[i - 1] ?? null;
    case 'Home':
      return order[0] ?? null;
    case 'End':
      return order.at(-1) ?? null;
    case 'ArrowDown':
      return order.find((other) => other.slice(0, 7) > date.slice(0, 7)) ?? null;
    case 'ArrowUp':
      return order.findLast((other) => other.slice(0, 7) < date.slice(0, 7)) ?? null;
    case 'PageDown':
      return order.find((other) => other.slice(0, 4) > date.slice(0, 4)) ?? null;
    case 'PageUp':
      return order.findLast((other) => other.slice(0, 4) < date.slice(0, 4)) ?? null;
    default:
      return null;
  }
}
