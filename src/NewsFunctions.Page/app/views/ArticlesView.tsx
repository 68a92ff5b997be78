import type { ArticleItem } from '../api/types';
import { Heading, More, Trouble, Waiting } from '../parts/Parts';
import { type Route, withQuery } from '../state/route';
import { usePages } from '../state/usePages';
import { dayWords } from '../words/dates';
import { ArticleList } from './DayArticles';
import { Choice } from './LinksView';

/** Lists articles by time, by the state of their media, and by words in title and text. */
export function ArticlesView({ route }: { route: Route }) {
  const from = route.query.get('from');
  const to = route.query.get('to');
  const q = route.query.get('q');
  const filter = { site: route.query.get('site'), from, to, mediaState: route.query.get('mediaState'), q };
  const articles = usePages<ArticleItem>('articles', { ...filter, limit: 50 });
  return (
    <>
      <Heading>Articles{q && <> with <bdi>{q}</bdi></>}{from && ` from ${dayWords(from)}`}{to && ` until ${dayWords(to)}`}</Heading>
      <div class="filters">
        <Choice
          name="mediaState"
          value={filter.mediaState}
          route={route}
          options={[['dead', 'with something lost'], ['suspect', 'with something in doubt'], ['unchecked', 'not all checked'], ['ok', 'all there']]}
          all="all articles"
        />
        {q && <a href={withQuery(route, { q: null })}>any words</a>}
      </div>
      <Trouble error={articles.error} retry={articles.reload} />
      {!articles.items && !articles.error && <Waiting rows={10} />}
      {articles.note && <p role="status">{articles.note}</p>}
      {articles.items?.length === 0 && <p>{q ? 'No article has all of these words.' : 'No article fits.'}</p>}
      <ArticleList articles={articles.items ?? []} withDay />
      {q && articles.scannedTo?.publishedAt && <p class="soft">Searched back to {dayWords(articles.scannedTo.publishedAt.slice(0, 10))}.</p>}
      <More more={articles.more} isLoading={articles.isLoadingMore} />
    </>
  );
}
