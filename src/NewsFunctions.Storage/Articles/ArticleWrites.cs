using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Storage.Articles;

/// <summary>Collects what one batch has written so far.</summary>
internal sealed class ArticleWrites
{
    private readonly Dictionary<(string Site, ArticleId Id), ArticleListState> _list = [];
    private readonly List<ReadArticle> _articles = [];
    private readonly List<ArticleMove> _moves = [];
    private readonly List<RefusedArticle> _refused = [];
    private readonly List<CarriedOver> _carriedOver = [];
    private readonly HashSet<RemovedText> _removedTexts = [];

    public IReadOnlyList<RefusedArticle> Refused => _refused;

    /// <summary>Returns an article as it was written, under the id that it is kept under; null if it was refused.</summary>
    public ReadArticle? Kept(ReadArticle found) => _articles.Find(one => one.Provenance == found.Provenance);

    public void Add(ArticlePlan plan)
    {
        _articles.AddRange(plan.Found);
        ArticleListState state = plan.ListState;
        (string, ArticleId) key = (state.Summary.Site, state.Summary.Id);
        if (_list.TryGetValue(key, out ArticleListState? before))
        {
            ArticleListState newest = state.Rank.CompareTo(before.Rank) >= 0 ? state : before;
            state = newest with
            {
                VersionKeys = before.VersionKeys.Union(state.VersionKeys).ToHashSet(),

                // An older text that is found later finds the head, but not its words.
                Words = newest.Words ?? (state.Rank.CompareTo(before.Rank) == 0 ? before.Words : null),
            };
        }

        _list[key] = state;
    }

    public void Add(RefusedArticle refused) => _refused.Add(refused);

    /// <summary>Marks a written article for removal.</summary>
    public void TakeDown(ReadArticle found)
    {
        _articles.RemoveAll(one => one.Article.Id == found.Article.Id && one.Article.Site == found.Article.Site && one.Article.ContentHash == found.Article.ContentHash);
        _refused.Add(RefusedArticle.TakenDown(found));
        _removedTexts.Add(new RemovedText(found.Article.Site, found.Article.Id, found.Article.ContentHash));
    }

    public void Add(ArticleMove move) => _moves.Add(move);

    public void Add(CarriedOver rows) => _carriedOver.Add(rows);

    /// <summary>Adds list rows that must be removed together with the article, which is already written.</summary>
    public void AddOldListKeys(string site, ArticleId id, IEnumerable<string> keys)
    {
        if (_list.TryGetValue((site, id), out ArticleListState? state))
        {
            _list[(site, id)] = state with { VersionKeys = state.VersionKeys.Union(keys).ToHashSet() };
        }
    }

    public WrittenArticles ToResult() => new()
    {
        Articles = _articles,
        Moves = _moves,
        Refused = _refused,
        RemovedTexts = _removedTexts,
        List = [.. _list.Values],
        CarriedOver = _carriedOver,
    };
}
