import type { Mention } from '../api/types';
import { href } from '../state/route';

/** In which article a link is, in words; nothing until that is known. */
export function MentionedIn({ mention }: { mention: Mention | undefined }) {
  const article = mention?.article;
  return article
    ? <>; in <a href={href(['articles', article.site, article.id])}><bdi>{article.title ?? `article ${article.id}`}</bdi></a>{mention.moreArticles && ' and more'}</>
    : null;
}
