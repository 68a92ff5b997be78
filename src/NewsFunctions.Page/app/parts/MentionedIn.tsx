import type { Mention } from '../api/types';
import { href } from '../state/route';

/** Names the article that mentions a link. Renders nothing until that is known. */
export function MentionedIn({ mention }: { mention: Mention | undefined }) {
  return mention?.article ? <>; in <ArticleOf mention={mention} /></> : null;
}

/** Links to the article that mentions a link, by its title. */
export function ArticleOf({ mention: { article, moreArticles } }: { mention: Mention }) {
  return article && (
    <><a href={href(['articles', article.site, article.id])}><bdi>{article.title ?? `article ${article.id}`}</bdi></a>{moreArticles && ' and more'}</>
  );
}
