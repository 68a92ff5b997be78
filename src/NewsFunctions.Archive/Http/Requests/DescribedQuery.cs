using Microsoft.AspNetCore.Http;

namespace NewsFunctions.Archive.Http.Requests;

/// <summary>An empty query that collects what a request reader would accept. The OpenAPI document is made from it, so the document
/// and the readers cannot differ.</summary>
internal sealed class DescribedQuery : QueryCollection
{
    private readonly List<QueryParameter> _parameters = [];

    public IReadOnlyList<QueryParameter> Parameters => _parameters;

    /// <summary>Adds a parameter, or replaces what was said of it before.</summary>
    public void Add(QueryParameter parameter)
    {
        _parameters.RemoveAll(known => known.Name == parameter.Name);
        _parameters.Add(parameter);
    }
}
