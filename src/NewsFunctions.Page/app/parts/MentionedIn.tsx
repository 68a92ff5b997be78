import type { Mention } from '../api/types';
import { href } from '../state/route';

/** In which article a link is, in words; nothing until that is known. */
export function MentionedIn({ mention }: { mention: Mention | undefined }) {
  return mention?.article ? <>; in <ArticleOf mention={mention} /></> : null;
}

/** The title of the article that mentions a link, which leads there. */
export function ArticleOf({ mention: { article, moreArticles } }: { mention: Mention }) {
  return article && (
    <><a href={href(['articles', article.site, article.id])}><bdi>{article.title ?? `article ${article.id}`}</bdi></a>{moreArticles && ' and more'}</>
  );
}
