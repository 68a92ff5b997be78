import { get } from '../api/client';
import type { LinkCounts, Stats, Summary } from '../api/summaryTypes';
import type { ArticleItem, LinkState } from '../api/types';
import { StackedBar } from '../charts/StackedBar';
import { DropZone } from '../parts/DropZone';
import { Heading, Trouble } from '../parts/Parts';
import { href } from '../state/route';
import { useLoad } from '../state/useLoad';
import { useMayWrite } from '../state/useScope';
import { usePages } from '../state/usePages';
import { headline } from '../words/headline';
import { count } from '../words/numbers';
import { ArticleList } from './DayArticles';

const period = 5_000;

/**
 * Asks for a dump while the summary is empty. Summaries are built hourly, so newer uploads are shown from the counts.
 */
export function EmptyArchive({ onIngested }: { onIngested: () => void }) {
  const stats = useLoad('stats', (signal) => get<Stats>('stats', {}, signal), { period: () => period });
  const articles = usePages<ArticleItem>('articles', { limit: 20 }, () => period);
  const mayWrite = useMayWrite();
  const ended = () => {
    stats.reload();
    articles.reload();
    onIngested();
  };
  const isEmpty = !stats.data || stats.data.articles.total === 0;
  const isCounted = stats.data?.shards.notYetCounted === 0;

  return (
    <section class="lead" aria-labelledby="heading">
      <Heading>{isEmpty ? 'This archive is empty.' : isCounted ? words(stats.data!) : notCounted(stats.data!)}</Heading>
      {!isEmpty && isCounted && <StackedBar counts={linksOf(stats.data!)} selected={null} hrefOf={(state) => href(['links'], { state })} />}
      <DropZone sites={[]} onIngested={ended} offersSamples={isEmpty && mayWrite} />
      <Trouble error={stats.error} retry={stats.reload} />
      {!isEmpty && <p class="soft">The calendar and the lists of what is lost follow within the hour.</p>}
      <ArticleList articles={articles.items ?? []} withDay />
    </section>
  );
}

function notCounted(stats: Stats): string {
  return `${count(stats.articles.total, 'article has', 'articles have')} been read; what belongs to ${stats.articles.total === 1 ? 'it' : 'them'} is still to be checked.`;
}

function words(stats: Stats): string {
  const byKind = Object.fromEntries(Object.entries(stats.links.byKind).map(([kind, total]) => [kind, { total }])) as Summary['byKind'];
  const figures = { asOf: '', since: null, articles: stats.articles, links: linksOf(stats), byKind, week: { dead: 0, revived: 0 } };
  return headline(figures).map((piece) => piece.text).join('');
}

function linksOf({ links }: Stats): LinkCounts {
  const of = (state: LinkState) => links.byState[state] ?? 0;
  return {
    total: links.total,
    alive: of('Alive'),
    suspect: of('Suspect'),
    dead: of('Dead'),
    blocked: of('Blocked'),
    unknown: of('Unknown'),
    ignored: of('Ignored'),
    deadWithCopy: 0,
    suspectWithCopy: 0,
  };
}
