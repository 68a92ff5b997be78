using NewsFunctions.Articles;

namespace NewsFunctions.Storage;

/// <summary>What one batch has written so far.</summary>
internal sealed class ArticleWrites
{
    private readonly Dictionary<(string Site, ArticleId Id), ArticleListState> _list = [];
    private readonly List<IngestedArticle> _articles = [];
    private readonly List<ArticleMove> _moves = [];
    private readonly List<RefusedArticle> _refused = [];
    private readonly List<CarriedOver> _carriedOver = [];

    public IReadOnlyList<RefusedArticle> Refused => _refused;

    public void Add(ArticlePlan plan)
    {
        _articles.AddRange(plan.Found);
        ArticleListState state = plan.ListState;
        (string, ArticleId) key = (state.Summary.Site, state.Summary.Id);
        _list[key] = _list.TryGetValue(key, out ArticleListState? before)
            ? (state.Rank.CompareTo(before.Rank) >= 0 ? state : before) with { VersionKeys = before.VersionKeys.Union(state.VersionKeys).ToHashSet() }
            : state;
    }

    public void Add(RefusedArticle refused) => _refused.Add(refused);

    public void Add(ArticleMove move) => _moves.Add(move);

    public void Add(CarriedOver rows) => _carriedOver.Add(rows);

    /// <summary>Rows of the list that must go with the article, which is written already.</summary>
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
        List = [.. _list.Values],
        CarriedOver = _carriedOver,
    };
}
