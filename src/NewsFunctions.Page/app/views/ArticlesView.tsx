import type { ArticleItem } from '../api/types';
import { Heading, More, Trouble, Waiting } from '../parts/Parts';
import type { Route } from '../state/route';
import { usePages } from '../state/usePages';
import { dayWords } from '../words/dates';
import { ArticleList } from './DayArticles';
import { Choice } from './LinksView';

/** Articles by time and by how their media are. */
export function ArticlesView({ route }: { route: Route }) {
  const from = route.query.get('from');
  const to = route.query.get('to');
  const filter = { site: route.query.get('site'), from, to, mediaState: route.query.get('mediaState') };
  const articles = usePages<ArticleItem>('articles', { ...filter, limit: 50 });
  return (
    <>
      <Heading>Articles{from && ` from ${dayWords(from)}`}{to && ` until ${dayWords(to)}`}</Heading>
      <div class="filters">
        <Choice
          name="mediaState"
          value={filter.mediaState}
          route={route}
          options={[['dead', 'with something lost'], ['suspect', 'with something in doubt'], ['unchecked', 'not all checked'], ['ok', 'all there']]}
          all="whatever is lost"
        />
      </div>
      <Trouble error={articles.error} retry={articles.reload} />
      {!articles.items && !articles.error && <Waiting rows={10} />}
      {articles.items?.length === 0 && <p>No article fits.</p>}
      <ArticleList articles={articles.items ?? []} withDay />
      <More more={articles.more} isLoading={articles.isLoadingMore} />
    </>
  );
}
