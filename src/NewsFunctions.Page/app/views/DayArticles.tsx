import { useEffect, useRef } from 'preact/hooks';
import { get } from '../api/client';
import type { Summary } from '../api/summaryTypes';
import type { ArticleItem, List } from '../api/types';
import { dayLabel } from '../charts/Calendar';
import { item, Trouble, Waiting } from '../parts/Parts';
import { href } from '../state/route';
import { useLoad } from '../state/useLoad';
import { addDays, dayWords, siteClock, siteDay } from '../words/dates';
import { num } from '../words/numbers';

const pageSize = 1000;
const mostPages = 10;

interface Props {
  site: string | null;
  day: string;
  summary: Summary;
  onClose: () => void;
}

/** Lists the articles of one day of the calendar. */
export function DayArticles({ site, day, summary, onClose }: Props) {
  const { data, error, reload } = useLoad(`day ${site} ${day}`, (signal) => load(site, day, signal));
  const known = summary.days.find((one) => one.date === day);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: 'nearest' });
  }, [day]);

  return (
    <div class="day-articles">
      <div class="row">
        <h3 ref={heading} tabIndex={-1}>{known ? dayLabel(known, summary.since !== null) : dayWords(day)}</h3>
        <button type="button" class="plain" onClick={onClose}>Close</button>
      </div>
      <Trouble error={error} retry={reload} />
      {!data && !error && <Waiting rows={known?.articles ?? 3} />}
      {data?.length === 0 && <p>The archive has no article of that day.</p>}
      <ArticleList articles={data ?? []} />
    </div>
  );
}

export function ArticleList({ articles, withDay = false }: { articles: ArticleItem[]; withDay?: boolean }) {
  return (
    <ul class="list">
      {articles.map((article) => (
        <li key={`${article.site}/${article.id}`} class="list-row">
          <span class="when soft">{withDay ? siteDay(article.publishedAt) || 'no date' : siteClock(article.publishedAt)}</span>
          <a {...item} href={href(['articles', article.site, article.id])}><bdi>{article.title ?? `Article ${article.id}`}</bdi></a>
          <span class={article.mediaState === 'dead' ? 'fate lost' : 'fate soft'}>{mediaWords(article)}</span>
          {article.excerpt && <p class="excerpt soft" dir="auto">{article.excerpt.before}<mark>{article.excerpt.match}</mark>{article.excerpt.after}</p>}
        </li>
      ))}
    </ul>
  );
}

function mediaWords({ media, mediaState }: ArticleItem): string {
  if (!media) {
    return { dead: 'some lost', suspect: 'some in doubt', unchecked: 'not all checked', ok: 'all there' }[mediaState];
  }
  if (media.total === 0) {
    return 'no media';
  }
  const parts = [
    media.dead > 0 ? `${num(media.dead)} of ${num(media.total)} lost` : '',
    media.suspect > 0 ? `${num(media.suspect)}${media.dead > 0 ? '' : ` of ${num(media.total)}`} in doubt` : '',
    media.unknown > 0 && media.dead + media.suspect === 0 ? `${num(media.unknown)} of ${num(media.total)} unknown` : '',
  ].filter(Boolean);
  return parts.join(', ') || `all ${num(media.total)} there`;
}

/**
 * Loads the articles of a day. The API filters by UTC but the calendar uses the site's local day, so neighbouring days
 * are requested and filtered here.
 */
async function load(site: string | null, day: string, signal: AbortSignal): Promise<ArticleItem[]> {
  const found: ArticleItem[] = [];
  let continuation: string | null = null;
  for (let page = 0; page < mostPages; page++) {
    const list: List<ArticleItem> = await get<List<ArticleItem>>(
      'articles',
      { site, from: addDays(day, -1), to: addDays(day, 2), limit: pageSize, continuation },
      signal,
    );
    found.push(...list.items.filter((article) => siteDay(article.publishedAt) === day));
    continuation = list.continuation;
    if (continuation === null) {
      break;
    }
  }
  return found.sort((a, b) => (a.publishedAt ?? '').localeCompare(b.publishedAt ?? ''));
}
