import { pathOf } from '../api/client';
import type { Article, ArticleVersion } from '../api/types';
import { Moment, More, Trouble } from '../parts/Parts';
import { href } from '../state/route';
import { usePages } from '../state/usePages';
import { count, num } from '../words/numbers';

/** Lists every version of the article and where it was found. */
export function ArticleVersions({ article: { site, id, contentHash } }: { article: Article }) {
  const versions = usePages<ArticleVersion>(`articles/${pathOf(site, id)}/versions`, { limit: 20 });
  return (
    <section aria-labelledby="versions" class="versions">
      <h2 id="versions">Versions and places</h2>
      <Trouble error={versions.error} retry={versions.reload} />
      <ul class="list">
        {(versions.items ?? []).map((version) => (
          <li key={version.contentHash}>
            {version.contentHash === contentHash
              ? <b>This text</b>
              : <a href={href(['articles', site, id, 'versions', version.contentHash])}>Another text</a>}
            {' '}
            <span class="soft">
              {count(version.paragraphs, 'paragraph')}, {count(version.relatedCount, 'related item')}; found in{' '}
              {version.provenance.map((place, i) => (
                <span key={`${place.dumpId} ${place.member} ${place.offset}`}>
                  {i > 0 && ', '}
                  <bdi>{place.member ? `${place.dumpName} / ${place.member}` : place.dumpName}</bdi> at byte {num(place.offset)}, <Moment at={place.crawledAt ?? place.uploadedAt} />
                </span>
              ))}
              {version.moreProvenance && ' and in more places'}
            </span>
          </li>
        ))}
      </ul>
      <More more={versions.more} isLoading={versions.isLoadingMore} />
    </section>
  );
}
